// baresip: a telephone that picks up every call and presses keys on command.

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from './port.mjs';
import { until } from './until.mjs';

const SAMPLES_A_SECOND = 8000;

export class Softphone {
  #phone;
  #folder;
  #control;
  #heard = '';

  /** Starts one that has this number, on free ports of the loopback interface. */
  static async start(number) {
    const phone = new Softphone();
    await phone.#start(number);
    return phone;
  }

  async #start(number) {
    this.#folder = await mkdtemp(join(tmpdir(), 'softphone-'));
    this.port = await freePort();
    const control = await freePort();
    await writeFile(join(this.#folder, 'silence.wav'), silence(120));
    await writeFile(join(this.#folder, 'config'), configuration(this.port, control, this.#folder));
    const account = `<sip:${number.replaceAll(' ', '')}@127.0.0.1:${this.port}>;answermode=auto;regint=0;audio_codecs=PCMU\n`;
    await writeFile(join(this.#folder, 'accounts'), account);
    this.#phone = spawn('baresip', ['-4', '-f', this.#folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    const missing = new Promise((_, reject) => this.#phone.once('error', () => {
      reject(new Error('baresip did not start: install it with "apt-get install baresip-core"'));
    }));
    for (const stream of [this.#phone.stdout, this.#phone.stderr]) stream.resume();
    this.#control = await Promise.race([missing, until('the softphone listens', () => opened(control))]);
    this.#control.setEncoding('utf8').on('data', (text) => { this.#heard += text; });
  }

  /** Waits for the next call. */
  async picksUp() {
    await until('a call was picked up', () => this.#heard.includes('CALL_ESTABLISHED'));
    // What comes later tells of its end, and of the next call.
    this.#heard = '';
  }

  /** Waits until the call that was picked up is over. */
  async isHungUp() {
    await until('the call was hung up', () => this.#heard.includes('CALL_CLOSED'));
  }

  /** Presses a key once a call was picked up. */
  async press(key) {
    await this.picksUp();
    const command = JSON.stringify({ command: 'sndcode', params: key, token: 'key' });
    this.#control.write(`${Buffer.byteLength(command)}:${command},`);
  }

  async stop() {
    this.#control?.destroy();
    const ended = new Promise((resolve) => this.#phone.once('exit', resolve));
    this.#phone.kill('SIGTERM');
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function opened(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

function configuration(port, control, folder) {
  return `sip_listen 127.0.0.1:${port}
net_interface 127.0.0.1
audio_player aubridge,sink
audio_source aufile,${folder}/silence.wav
audio_alert aufile,/dev/null
ausrc_srate ${SAMPLES_A_SECOND}
auplay_srate ${SAMPLES_A_SECOND}
ausrc_channels 1
auplay_channels 1
module_path /usr/lib/baresip/modules
module g711.so
module aufile.so
module aubridge.so
module account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${control}
`;
}

/** A WAV file of nothing: at the end of its source the telephone would hang up. */
function silence(seconds) {
  const bytes = 2 * SAMPLES_A_SECOND * seconds;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(SAMPLES_A_SECOND, 24);
  head.writeUInt32LE(2 * SAMPLES_A_SECOND, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(bytes, 40);
  return Buffer.concat([head, Buffer.alloc(bytes)]);
}
