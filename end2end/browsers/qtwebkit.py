"""A WebKit of 2016, as old sign-in screens have it, without scripts: does what lines of JSON tell it.

It is used as by a person, with mouse and keyboard. What would leave the portal or the window is written down.
"""

import json
import os
import re
import sys

from PyQt5.QtCore import QPoint, QSocketNotifier, Qt, QUrl
from PyQt5.QtNetwork import QNetworkAccessManager
from PyQt5.QtTest import QTest
from PyQt5.QtWebKit import QWebSettings
from PyQt5.QtWebKitWidgets import QWebPage, QWebView
from PyQt5.QtWidgets import QApplication

ESCAPES = []
TARGETS = 'a, button, input, summary, audio'


class Network(QNetworkAccessManager):
    """Notices whoever is asked besides the portal."""

    def __init__(self, home):
        super().__init__()
        self.home = home

    def createRequest(self, operation, request, data=None):
        address = request.url().toString()
        if not address.startswith(self.home + '/') and request.url().scheme() != 'data':
            ESCAPES.append(f'asked {address}')
        return super().createRequest(operation, request, data)


class Page(QWebPage):
    """Opens no window and chooses no file, and says that it was asked to."""

    def createWindow(self, kind):
        ESCAPES.append('a new window')

    def chooseFile(self, frame, suggested):
        ESCAPES.append('a choice of files')
        return ''

    def javaScriptConsoleMessage(self, text, line, source):
        ESCAPES.append(f'a script said {text}')


class Browser:
    """The acts, by name; those that look answer what they find."""

    def __init__(self, home, width, height):
        self.home = home
        self.view = QWebView()
        self.page = Page()
        self.network = Network(home)
        self.page.setNetworkAccessManager(self.network)
        self.page.setForwardUnsupportedContent(True)
        self.page.unsupportedContent.connect(lambda answer: ESCAPES.append(f'a download of {answer.url().toString()}'))
        self.page.downloadRequested.connect(lambda asked: ESCAPES.append(f'a download of {asked.url().toString()}'))
        self.page.printRequested.connect(lambda frame: ESCAPES.append('a print'))
        settings = self.page.settings()
        settings.setAttribute(QWebSettings.JavascriptEnabled, False)
        settings.setAttribute(QWebSettings.PrivateBrowsingEnabled, True)
        self.view.setPage(self.page)
        self.view.resize(width, height)
        self.view.show()
        self.view.activateWindow()

    @property
    def frame(self):
        return self.page.mainFrame()

    def open(self, path):
        self.view.load(QUrl(self.home + path))

    def fill(self, label, text):
        for found in self.named('label', label):
            field = self.frame.findFirstElement('#' + found.attribute('for'))
            self.click(field)
            QTest.keyClick(self.view, Qt.Key_A, Qt.ControlModifier)
            QTest.keyClick(self.view, Qt.Key_Delete)
            QTest.keyClicks(self.view, text)
            return True
        return False

    def press(self, name):
        buttons = [one for one in self.shown('button') if words(one).startswith(name) and not one.hasAttribute('aria-hidden')]
        return bool(buttons) and self.click(buttons[0])

    def follow(self, name):
        links = self.named('a', name)
        return bool(links) and self.click(links[0])

    def heading(self, name):
        return bool(self.named('h1', name))

    def text(self):
        return plain(self.frame.toPlainText())

    def picture(self, name):
        """Whether it is there: one that is missing has no size of its own."""
        return any(one.geometry().height() > 40 for one in self.shown('img') if one.attribute('alt') == name)

    def targets(self):
        """What can be pressed, with its size."""
        found = [one for one in self.shown(TARGETS) if not {'unseen', 'skip'} & set(one.classes())]
        return [[one.tagName(), words(one), one.geometry().width(), one.geometry().height()] for one in found]

    def width(self):
        return [self.frame.contentsSize().width(), self.view.width()]

    def escapes(self):
        return ESCAPES

    def photograph(self, file):
        return self.view.grab().save(file)

    def shown(self, selector):
        return [one for one in self.frame.findAllElements(selector) if not one.geometry().isEmpty()]

    def named(self, selector, name):
        return [one for one in self.shown(selector) if words(one) == name]

    def click(self, element):
        place = element.geometry()
        self.frame.setScrollPosition(QPoint(0, max(0, place.center().y() - self.view.height() // 2)))
        QTest.mouseClick(self.view, Qt.LeftButton, Qt.NoModifier, place.center() - self.frame.scrollPosition())
        return True


def plain(text):
    return re.sub(r'\s+', ' ', text).strip()


def words(element):
    return plain(element.toPlainText())


def main():
    app = QApplication(sys.argv[:1])
    home, width, height = sys.argv[1:]
    browser = Browser(home, int(width), int(height))
    lines = os.fdopen(sys.stdin.fileno(), 'rb', buffering=0)

    def obey():
        line = lines.readline()
        if not line:
            app.quit()
            return
        act, *told = json.loads(line)
        print(json.dumps(getattr(browser, act)(*told)), flush=True)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Read)
    notifier.activated.connect(obey)
    app.exec_()


main()
