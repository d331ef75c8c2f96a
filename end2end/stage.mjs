// What a file of tests stands on: one portal, one browser, and visits that are checked when they end.

import { after, afterEach, before } from 'node:test';

import { chromiumBrowser, visit } from './browsers/chromium.mjs';
import { Portal } from './portal.mjs';
import { Wizard } from './wizard.mjs';

/** Starts both before the tests of a file, and ends them after. `policy` is TOML, `host` that of the address. */
export function stage({ policy, host } = {}) {
  const stage = new Stage();
  before(() => stage.open(policy, host));
  afterEach(() => stage.endVisits());
  after(() => stage.close());
  return stage;
}

class Stage {
  #browser;
  #visits = [];

  async open(policy, host) {
    [this.portal, this.#browser] = await Promise.all([Portal.start({ host }), chromiumBrowser()]);
    if (policy) await this.portal.policy(policy);
  }

  /** A browser of its own at the portal, with its wizard. See `visit` for the options. */
  async visit({ language = 'en', look, ...options } = {}) {
    const there = await visit(this.#browser, this.portal, { language, ...options });
    this.#visits.push(there);
    const wizard = new Wizard(this.portal, there.hands, language, look && ((heading) => look(there.page, language, heading)));
    return { ...there, wizard, t: wizard.t };
  }

  async endVisits() {
    const visits = this.#visits.splice(0);
    for (const there of visits) await there.end();
  }

  async close() {
    await this.#browser?.close();
    await this.portal?.stop();
  }
}
