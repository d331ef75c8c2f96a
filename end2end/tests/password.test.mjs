import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage } from '../stage.mjs';
import { escaped, pattern } from '../texts.mjs';
import { until } from '../until.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage();

/** At the step of the new password. */
async function atPassword(options) {
  const person = await at.portal.newcomer(options?.language);
  const there = await at.visit(options);
  await there.wizard.open();
  await there.wizard.prove(person);
  return { ...there, person };
}

/** What each reason of the server means for the checklist. */
const RULES = {
  rule_length: ['finding_too_short', 'finding_too_long'],
  rule_classes: ['finding_classes'],
  rule_banned: ['finding_banned_global', 'finding_banned_custom'],
  rule_own_name: ['finding_own_name'],
  rule_strength: ['finding_weak'],
};

/** The rules among these texts, which are rows of the checklist or reasons. */
function rulesIn(lines, t, templates) {
  return Object.keys(RULES).filter((rule) => lines.some((line) =>
    templates(rule).some((template) => pattern(t(template)).test(line))));
}

/** The checklist as it stands: the rules that are met and those that are not. */
async function checklist({ page, t }) {
  const rows = await page.getByRole('listitem').allTextContents();
  const marked = (word) => {
    const lines = rows.filter((row) => row.startsWith(word)).map((row) => row.slice(word.length).trim());
    return rulesIn(lines, t, (rule) => [rule]);
  };
  return { met: marked(t.outcome_met), unmet: marked(t.outcome_unmet) };
}

/** Types a password that every rule accepts, and waits for the verdict. */
function typeGood(there) {
  return type(there, goodPassword(1), ({ met, unmet }) => met.length > 0 && unmet.length === 0);
}

/** Types a password that some rule refuses, after a good one, so that the verdict is on this one. */
async function typeBad(there, password) {
  await typeGood(there);
  return type(there, password, ({ unmet }) => unmet.length > 0);
}

async function type(there, password, isVerdict) {
  await there.hands.fill(there.t.password_new, password);
  return until(`a verdict on ${password}`, async () => {
    const list = await checklist(there);
    return isVerdict(list) && list;
  });
}

test('the rules and the meter follow the typing', async () => {
  const there = await atPassword();
  const { page, t } = there;
  assert.deepEqual(await checklist(there), { met: [], unmet: [] });

  const short = await typeBad(there, 'abc');
  assert.ok(short.unmet.includes('rule_length'), short.unmet.join());
  assert.ok(short.unmet.includes('rule_classes'), short.unmet.join());

  const good = await typeGood(there);
  assert.ok(good.met.includes('rule_length'), good.met.join());
  await page.getByText(pattern(t.meter_status)).waitFor();
});

test('nothing that the verdict shows moves the button', async () => {
  const there = await atPassword();
  const { hands, page, t } = there;
  const save = page.getByRole('button', { name: t.password_save });
  const before = await save.boundingBox();

  await typeGood(there);
  await hands.fill(t.password_again, goodPassword(1));
  await page.getByText(t.password_same).waitFor();

  assert.deepEqual(await save.boundingBox(), before);
});

test('what the living list says of a password is what the server says', async () => {
  const there = await atPassword();
  const { hands, page, t } = there;
  const refused = ['Ab1!', 'onlysmallletters', 'Password1!', 'Wingtip-1', 'Robin-77', 'Spring2024!', 'Ab1-'.repeat(65)];

  for (const password of refused) {
    const { unmet } = await typeBad(there, password);
    await hands.fill(t.password_again, password);
    await hands.press(t.password_save);
    await until('the form is empty again', async () => (await hands.field(t.password_new).inputValue()) === '');

    const alert = page.getByRole('alert');
    await alert.getByText(t.refusal_password_refused).waitFor();
    const reasons = await alert.getByRole('listitem').allTextContents();
    assert.deepEqual(unmet, rulesIn(reasons, t, (rule) => RULES[rule]), `${password}: ${reasons}`);
  }
});

for (const mode of ['live', 'without scripts']) {
  test(`a refused password keeps the person there with the reason, and is not kept itself, ${mode}`, async () => {
    const { wizard, hands, page, t } = await atPassword({ mode });

    await wizard.setPassword('Wingtip-Toys-1');

    await wizard.isAt('password_title');
    await page.getByRole('alert').getByText(pattern(t.finding_own_name)).waitFor();
    assert.equal((await page.content()).includes('Wingtip-Toys-1'), false);
    assert.equal(await hands.field(t.password_new).inputValue(), '');

    await wizard.setPassword(goodPassword(3), goodPassword(4));
    await page.getByRole('alert').getByText(t.refusal_passwords_differ).waitFor();
    assert.equal(await hands.field(t.password_new).inputValue(), '');

    await wizard.setPassword(goodPassword(3));
    await wizard.isAt('done_title');
  });
}

test('the module with the rules is fetched on this step alone', async () => {
  const person = await at.portal.newcomer();
  const { wizard, watch } = await at.visit();
  await wizard.open();
  await wizard.identify(person.userName);
  await wizard.passMail(person);
  await wizard.isAt('choose_title');
  await wizard.chooseText(person.mobile);
  assert.equal(watch.asked(/meter/), false);

  await wizard.enterCode(await at.portal.outbox.code(person.mobile));
  await wizard.isAt('password_title');

  await until('the module is fetched', () => watch.asked(/meter\..*\.wasm/));
});

test('the password can be shown', async () => {
  const { hands, page, t } = await atPassword();
  const field = hands.field(t.password_new);
  await field.fill('abc');
  assert.equal(await field.getAttribute('type'), 'password');

  await page.getByRole('button', { name: new RegExp(escaped(t.password_show_long)) }).first().click();

  assert.equal(await field.getAttribute('type'), 'text');
  assert.equal(await field.inputValue(), 'abc');
});

test('the page says whether both are the same', async () => {
  const { hands, page, t } = await atPassword();
  await hands.fill(t.password_new, 'abc');
  await hands.fill(t.password_again, 'abd');
  await page.getByRole('status').getByText(t.password_differs).waitFor();

  await hands.fill(t.password_again, 'abc');
  await page.getByRole('status').getByText(t.password_same).waitFor();
});
