// What a file of tests stands on: one portal, one browser, and visits that are checked when they end.

import { after, afterEach, before } from 'node:test';

import { chromiumBrowser, visit } from './browsers/chromium.mjs';
import { Portal, numberOf } from './portal.mjs';
import { Softphone } from './softphone.mjs';
import { Wizard } from './wizard.mjs';

/** Starts both before the tests of a file, and ends them after. `policy` is TOML, `host` that of the address. */
export function stage({ policy, host } = {}) {
  return raised(new Stage(host), policy);
}

/** The same, with a telephone that the portal calls. */
export function softphoneStage({ policy } = {}) {
  return raised(new SoftphoneStage(), policy);
}

function raised(stage, policy) {
  before(() => stage.open(policy));
  afterEach(() => stage.endVisits());
  after(() => stage.close());
  return stage;
}

class Stage {
  #browser;
  #visits = [];

  #host;

  constructor(host) {
    this.#host = host;
  }

  async open(policy) {
    [this.portal, this.#browser] = await Promise.all([this.startPortal(), chromiumBrowser()]);
    if (policy) await this.portal.policy(policy);
  }

  startPortal() {
    return Portal.start({ host: this.#host });
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

class SoftphoneStage extends Stage {
  async startPortal() {
    this.softphone = await Softphone.start(numberOf(1));
    return Portal.calling({
      REGAIN_VOICE__SIP__SERVER: `127.0.0.1:${this.softphone.port}`,
      REGAIN_VOICE__SIP__TRANSPORT: 'udp',
      REGAIN_VOICE__SIP__USER: 'portal',
      REGAIN_VOICE__SIP__LOCAL: '127.0.0.1',
    });
  }

  async close() {
    await super.close();
    await this.softphone?.stop();
  }
}
