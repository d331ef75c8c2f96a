// The real portal: the built server with its demo people, in a folder of its own.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Outbox } from './outbox.mjs';
import { freePort } from './port.mjs';
import { until } from './until.mjs';

const run = promisify(execFile);

/** What the people of the demo sign in with before their first reset. */
export const DEMO_PASSWORD = 'Toy-Train-Departs-0815';

/** The policy of a new installation, with somebody to ask for help; the demo's own allows everything. */
const INSTALLED = '[help]\nemail = "servicedesk@wingtip.example"\n';

/** The mobile number of a newcomer, the first one first. */
export function numberOf(newcomer) {
  return `+44 7700 9007${String(newcomer).padStart(2, '0')}`;
}

/** A server that runs, its data and the messages it would have sent. */
export class Portal {
  #server;
  #folder;
  #environment;
  #people = 0;
  #log = '';

  /** Starts one on a free port of the loopback interface. Passkeys need a `host` that is a name. */
  static async start({ host = '127.0.0.1' } = {}) {
    const portal = new Portal();
    await portal.#start(host);
    return portal;
  }

  /** Starts one that calls by itself. `voice` are variables of its configuration. */
  static async calling(voice) {
    const portal = new Portal();
    await portal.#start('127.0.0.1', voice);
    return portal;
  }

  async #start(host, voice) {
    const { REGAIN_BIN: binary, REGAIN_SITE: site } = process.env;
    if (!binary || !site) {
      throw new Error('REGAIN_BIN and REGAIN_SITE must name the built server and site: run `cargo xtask test`');
    }
    this.#folder = await mkdtemp(join(tmpdir(), 'regain-'));
    const port = await freePort();
    const listen = `127.0.0.1:${port}`;
    this.url = `http://${host}:${port}`;
    this.#environment = {
      ...process.env,
      LEPTOS_OUTPUT_NAME: 'regain',
      LEPTOS_SITE_ROOT: site,
      LEPTOS_SITE_PKG_DIR: 'pkg',
      LEPTOS_HASH_FILES: 'true',
      REGAIN_LISTEN: listen,
      REGAIN_PUBLIC_URL: this.url,
      ...voice,
    };
    if (voice) {
      this.#environment.REGAIN_VOICE__SIP__PROMPTS = join(this.#folder, 'prompts');
      await this.command('prompts');
    }
    this.outbox = new Outbox(join(this.#folder, 'outbox'));
    this.#server = spawn(binary, ['serve', '--demo', this.#folder], { env: this.#environment });
    for (const stream of [this.#server.stdout, this.#server.stderr]) {
      stream.on('data', (text) => { this.#log += text; });
    }
    await until(`the portal is ready\n${this.#log}`, () => this.#isReady());
    await this.policy(INSTALLED);
  }

  async #isReady() {
    if (this.#server.exitCode !== null) throw new Error(`the portal did not start:\n${this.#log}`);
    return fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false);
  }

  /** Where its data are. */
  get folder() {
    return this.#folder;
  }

  /** Ends the server and removes its data. */
  async stop() {
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    if (this.#server.exitCode === null) {
      this.#server.kill('SIGTERM');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** All that the server has logged. */
  get log() {
    return this.#log;
  }

  /** One of the server's other commands, on the same data. */
  async command(...words) {
    return this.#told('', words);
  }

  async #told(input, words) {
    const running = run(process.env.REGAIN_BIN, [...words, '--demo', this.#folder], { env: this.#environment });
    // A command that reads nothing may have ended by now; how, its exit says.
    running.child.stdin.on('error', () => {});
    running.child.stdin.end(input);
    const { stdout } = await running;
    return stdout;
  }

  /** Puts a policy in force: the default one, with these changes (TOML). */
  async policy(changes) {
    const file = join(this.#folder, 'policy.toml');
    await writeFile(file, changes);
    await this.command('policy', 'set', file);
  }

  /** Somebody whom nothing has happened to yet, with mail and mobile; `password` is one that an administrator gives. */
  async newcomer(language = 'en', password = '') {
    this.#people += 1;
    const account = `person${this.#people}`;
    const person = {
      userName: `${account}@wingtip.example`,
      displayName: 'Robin Vale',
      mail: `${account}@home.example`,
      mobile: numberOf(this.#people),
      language,
    };
    const given = password ? ['--password-stdin'] : [];
    await this.#told(password, [
      'person', 'add', person.userName, '--display-name', person.displayName, '--language', language,
      '--alternate-email', person.mail, '--mobile', person.mobile, ...given,
    ]);
    return person;
  }

  /** Somebody with a mailbox: with a password of their own, if one is given, and the telephones that they have. */
  async somebody(language, { password = '', mobile = '', office = '' } = {}) {
    this.#people += 1;
    const account = `person${this.#people}`;
    const person = {
      userName: `${account}@wingtip.example`,
      displayName: 'Robin Vale',
      mail: `${account}@home.example`,
      mobile,
      office,
      language,
    };
    const own = password ? ['--password-stdin', '--keep-password'] : [];
    const known = [...(mobile ? ['--mobile', mobile] : []), ...(office ? ['--office-phone', office] : [])];
    await this.#told(password, [
      'person', 'add', person.userName, '--display-name', person.displayName, '--language', language,
      '--alternate-email', person.mail, ...known, ...own,
    ]);
    return person;
  }

  /**
   * What a person reads in the picture, or hears: the answer is nowhere but in the database, beside
   * the challenge that the page names as its support code.
   */
  async puzzle(supportCode) {
    if (!/^[0-9a-f-]{36}$/.test(supportCode)) throw new Error(`no support code: ${supportCode}`);
    const query = `select picture, sound, serial from puzzle where challenge_id = '${supportCode}'`;
    const rows = await this.query(query);
    if (rows.length === 0) throw new Error('no puzzle has been drawn for this page');
    return rows[0];
  }

  /** As if everybody at the security information had proven long ago who they are. */
  async proofsAreOld() {
    await this.#change("update enrolment set document = json_set(document, '$.proven_at', 0)");
  }

  /** As if all that is known of when a person did something had been so many days earlier. */
  async daysPass({ userName }, days) {
    if (!/^[0-9a-z@.]+$/.test(userName)) throw new Error(`no user name: ${userName}`);
    const earlier = (column) => `${column} = ${column} - ${days * 86_400_000}`;
    const columns = ['created_at', 'password_set_at', 'registration_asked_at', 'registration_confirmed_at'];
    await this.#change(`update person set ${columns.map(earlier)} where user_name = '${userName}'`);
  }

  async #change(sql) {
    await run('sqlite3', ['-cmd', '.timeout 5000', join(this.#folder, 'regain.db'), sql]);
  }

  /** Rows of the portal's database. */
  async query(sql) {
    const { stdout } = await run('sqlite3', ['-json', '-readonly', join(this.#folder, 'regain.db'), sql]);
    return stdout.trim() === '' ? [] : JSON.parse(stdout);
  }
}
