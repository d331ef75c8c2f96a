//! The Debian packages that Regain's build and tests use, and what for.

/// A Debian package and its purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
}

const fn package(name: &'static str, why: &'static str) -> Package {
    Package { name, why }
}

/// A compiler with the sources of the standard library, for machines where rustup has no
/// WebAssembly target to offer.
pub(crate) const DEBIAN_COMPILER: &[Package] = &[
    package("rustc-web", "compiler of the browser half"),
    package("cargo-web", "builds the browser half with it"),
    package("rust-web-src", "standard library of the browser half"),
];

/// The peers of the tests: a database, browsers, a gateway.
pub(crate) const FOR_TESTS: &[Package] = &[
    package("postgresql", "store and API tests run on PostgreSQL too"),
    package("chromium", "the kiosk"),
    package(
        "chromium-headless-shell",
        "browser tests, without what a screen needs",
    ),
    package("firefox-esr", "browser tests, second engine"),
    package(
        "webkit2gtk-driver",
        "browser tests, an engine without passkeys",
    ),
    package(
        "libwebkit2gtk-4.1-0",
        "browser tests, an engine without passkeys",
    ),
    package("xvfb", "a screen for WebKitGTK and the kiosk"),
    package("xdotool", "the keyboard of the kiosk"),
    package("matchbox-window-manager", "the kiosk's window manager"),
    package("libgl1", "WebKitGTK paints nothing without it"),
    package("libegl1", "WebKitGTK paints nothing without it"),
    package("libgles2", "WebKitGTK paints nothing without it"),
    package("libgl1-mesa-dri", "WebKitGTK paints nothing without it"),
    package(
        "python3-pyqt5.qtwebkit",
        "browser tests, an engine as old as sign-in screens",
    ),
    package("w3m", "browser tests, an engine of text alone"),
    package("tmux", "the terminal of that engine"),
    package("sqlite3", "the browser tests read the answers of puzzles"),
    package("fonts-dejavu-core", "text in the browser tests"),
    package("fonts-liberation", "text in the browser tests"),
    package("kannel", "text messages through a real gateway"),
    package("kannel-extras", "a phone network behind that gateway"),
    package("baresip-core", "a real telephone that is called"),
    package("sip-tester", "a telephone system that misbehaves as asked"),
    package("espeak-ng", "the voice of prompts"),
    package("python3-venv", "room for the mail server of the tests"),
];
