// Notices everything that must never happen in a page.

import assert from 'node:assert/strict';

/** Collects faults of all pages of a browser profile. */
export class Watch {
  #origin;
  #faults = [];
  #expected = [];
  /** Every request of the profile, as Playwright gives it. */
  requests = [];

  constructor(origin) {
    this.#origin = origin;
  }

  /** Begins to watch. Violations of the page's security policy reach us as errors of the console. */
  async over(context) {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (violation) => {
        console.error(`security policy violated: ${violation.violatedDirective} ${violation.blockedURI}`);
      });
    });
    context.on('console', (message) => {
      if (message.type() === 'error') this.#add(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (fault) => this.#add(`script: ${fault.error().message}`));
    context.on('request', (request) => this.#request(request));
    context.on('requestfailed', (request) => {
      const fault = request.failure()?.errorText;
      // Whoever leaves a page, or has heard enough of a sound, ends what is still under way.
      if (fault !== 'net::ERR_ABORTED') this.#add(`failed: ${request.url()} ${fault}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) this.#add(`status ${response.status()}: ${response.url()}`);
    });
  }

  #request(request) {
    this.requests.push(request);
    const url = new URL(request.url());
    if (url.origin !== this.#origin && url.protocol !== 'data:') this.#add(`another origin: ${url}`);
  }

  #add(fault) {
    this.#faults.push(fault);
  }

  /** A fault that the test brings about itself. */
  expect(fault) {
    this.#expected.push(fault);
  }

  /** How many documents were loaded: the living wizard needs one. */
  get documents() {
    return this.requests.filter((request) => request.isNavigationRequest()).length;
  }

  /** Whether a file whose path fits was asked for. */
  asked(path) {
    return this.requests.some((request) => path.test(new URL(request.url()).pathname));
  }

  assertNothingHappened() {
    const faults = this.#faults.filter((fault) => !this.#expected.some((expected) => expected.test(fault)));
    assert.deepEqual(faults, []);
  }
}
