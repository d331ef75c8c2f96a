// The wizard as a person uses it: acts and what is seen after them, in any engine.

import { texts } from './texts.mjs';

/** A password that every rule accepts and no two people share. */
export function goodPassword(number) {
  return `Lantern-Orbit-Cactus-${4200 + number}`;
}

/**
 * One reset. `hands` find things by role and label; `look` is called at every step, with its heading,
 * before the step is done.
 */
export class Wizard {
  constructor(portal, hands, language = 'en', look = async () => {}) {
    this.portal = portal;
    this.hands = hands;
    this.t = texts(language);
    this.look = look;
  }

  async open(path = '/reset') {
    await this.hands.open(path);
    await this.isAt('identify_title');
  }

  /** Waits for a step, by the key of its heading. */
  async isAt(heading) {
    await this.hands.sees(this.t(heading));
  }

  /** What the picture of this page says. */
  async puzzle() {
    await this.hands.pictureIsThere(this.t.captcha_alt);
    return this.portal.puzzle(await this.hands.supportCode(this.t.support_code));
  }

  async identify(userName) {
    const { picture } = await this.puzzle();
    await this.look(this.t.identify_title);
    await this.hands.fill(this.t.user_name_label, userName);
    await this.hands.fill(this.t.captcha_label, picture);
    await this.hands.press(this.t.next);
    await this.isAt('choose_title');
  }

  async chooseMail() {
    await this.look(this.t.choose_title);
    await this.hands.press(this.t.choose_email);
    await this.isAt('code_title');
  }

  async chooseText(mobile) {
    await this.look(this.t.choose_title);
    await this.hands.press(this.t.choose_sms);
    await this.isAt('number_title');
    await this.look(this.t.number_title);
    await this.hands.fill(this.t.number_label, mobile);
    await this.hands.press(this.t.number_send);
    await this.isAt('code_title');
  }

  /** The telephone rings that the organisation knows: the person's own, or with `suffix` the one at the desk. */
  async askForCall(number, choose = 'choose_mobile_call', suffix = '') {
    const title = this.t[`number_title${suffix}`];
    await this.look(this.t.choose_title);
    await this.hands.press(this.t[choose]);
    await this.hands.sees(title);
    await this.look(title);
    await this.hands.fill(this.t[`number_label${suffix}`], number);
    await this.hands.press(this.t.number_call);
    await this.isAt('call_title');
    await this.look(this.t.call_title);
  }

  /** The living page sends the form after the last digit. */
  async enterCode(code) {
    await this.look(this.t.code_title);
    await this.typeCode(code);
  }

  /** The living wizard sends a code that is complete. */
  async typeCode(code) {
    await this.hands.fill(this.t.code_label, code);
    if (this.hands.mode !== 'live') await this.hands.press(this.t.next);
  }

  async passMail(person) {
    await this.chooseMail();
    await this.enterCode(await this.portal.outbox.code(person.mail));
  }

  async passText(person) {
    await this.chooseText(person.mobile);
    await this.enterCode(await this.portal.outbox.code(person.mobile));
  }

  async setPassword(password, repeat = password) {
    await this.hands.fill(this.t.password_new, password);
    await this.hands.fill(this.t.password_again, repeat);
    await this.look(this.t.password_title);
    await this.hands.press(this.t.password_save);
  }

  /** From the name to the step of the new password. */
  async prove(person) {
    await this.identify(person.userName);
    await this.passMail(person);
    await this.isAt('choose_title');
    await this.passText(person);
    await this.isAt('password_title');
  }

  /** From the name to the end of the wizard. */
  async reset(person, password) {
    await this.prove(person);
    await this.setPassword(password);
    await this.isAt('done_title');
    await this.look(this.t.done_title);
  }

  /** From the end of the wizard to the greeting of who has signed in with the new password. */
  async leaveForSignIn(person, password) {
    await this.hands.press(this.t.done_sign_in);
    await this.signIn(person, password);
  }

  /** At the sign-in page, which knows the name already. */
  async signIn(person, password) {
    await this.isAt('sign_in_title');
    await this.look(this.t.sign_in_title);
    await this.hands.fill(this.t.password_label, password);
    await this.hands.press(this.t.sign_in);
    const greeting = this.t('account_title', { name: person.displayName });
    await this.hands.sees(greeting);
    await this.look(greeting);
  }
}
