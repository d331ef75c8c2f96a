// The living page of the security information, and a document that is marked to see whether it stays.

import { press } from './registering.mjs';
import { signInForSetup, signInHere } from './signing_in.mjs';
import { stage } from './stage.mjs';
import { goodPassword } from './wizard.mjs';

const PASSWORD = goodPassword(70);

const POLICY = `
methods = ["email", "sms", "totp", "questions", "passkey"]
default_country = "NL"
[questions]
pool = ["first_pet", "first_street", "favourite_food", "stuffed_toy", "childhood_hero"]
`;

let numbers = 0;

/** A number of the Netherlands that nobody else has, as it is dialled there and complete. */
export function newNumber() {
  numbers += 1;
  const end = `123457${String(numbers).padStart(2, '0')}`;
  return { dialled: `06 ${end}`, complete: `+316${end}` };
}

/** Signs a person in at the page that asks for it. */
export async function signInAgain(there, person) {
  await there.wizard.isAt('sign_in_title');
  await signInHere(there, person, PASSWORD);
}

/** A stage on which people come to that page. */
export function setupStage() {
  return new SetupStage(stage({ policy: POLICY, host: 'localhost' }));
}

class SetupStage {
  #at;

  constructor(at) {
    this.#at = at;
  }

  /** Somebody with a mailbox, signed in at the overview. */
  async atOverview(options = {}) {
    const person = await this.#at.portal.somebody(options.language ?? 'en', { password: PASSWORD });
    const there = await this.#at.visit(options);
    const { page, watch } = there;
    await signInForSetup(there, person, PASSWORD);
    await page.evaluate(() => { globalThis.mark = 'this document'; });
    const documents = watch.documents;
    const isSameDocument = async () =>
      watch.documents === documents && await page.evaluate(() => globalThis.mark) === 'this document';
    return { ...there, person, isSameDocument };
  }

  /** At the step that asks for a mobile number. */
  async atNumber(options) {
    const there = await this.atOverview(options);
    await press(there, 'setup_add', 'setup_name_sms');
    await there.wizard.isAt('setup_number_title');
    return there;
  }

  /** The code that is sent to an address or number. */
  code(to) {
    return this.#at.portal.outbox.code(to);
  }

  /** As if everybody had proven long ago who they are. */
  proofsAreOld() {
    return this.#at.portal.proofsAreOld();
  }

  /** How many messages were sent to a number. */
  async sentTo(number) {
    const messages = await this.#at.portal.outbox.messages();
    return messages.filter(({ message }) => message.to.replaceAll(' ', '') === number).length;
  }
}
