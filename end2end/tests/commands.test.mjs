// The program's commands, as an administrator types them.

import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { body } from '../outbox.mjs';
import { Portal } from '../portal.mjs';

/** A portal of its own, with its data. */
async function withPortal(use) {
  const portal = await Portal.start();
  try {
    await use(portal);
  } finally {
    await portal.stop();
  }
}

test('the rule that holds for somebody is told with its reason', () => withPortal(async (portal) => {
  await portal.policy(`
gates = 2
[[groups]]
name = "Desk"
groups = ["Service desk"]
gates = 1
methods = ["email"]
`);
  await portal.command(
    'person', 'add', 'ann@wingtip.example', '--display-name', 'Ann', '--groups', 'Service desk',
    '--alternate-email', 'ann@home.example',
  );
  await portal.command('person', 'add', 'bob@wingtip.example', '--display-name', 'Bob');

  const ann = await portal.command('policy', 'of', 'ann@wingtip.example');
  assert.match(ann, /ann@wingtip.example can reset/);
  assert.match(ann, /Desk, because of the group Service desk/);
  assert.match(ann, /1 of email/);
  const bob = await portal.command('policy', 'of', 'bob@wingtip.example');
  assert.match(bob, /cannot reset: has not registered enough/);
  assert.match(bob, /none: the policy itself/);
  await assert.rejects(portal.command('policy', 'of', 'nobody@wingtip.example'), /there is nobody with this user name/);
}));

test('an import invites whom it adds, to register', () => withPortal(async (portal) => {
  const file = join(portal.folder, 'joiners.csv');
  await writeFile(file, 'user_name,display_name,alternate_email\njo@wingtip.example,Jo Vale,jo@home.example\n');

  await portal.command('person', 'import', file, '--invite', '--setup');

  const mail = await portal.outbox.next('jo@home.example');
  const link = body(mail).match(/http:\S+token=\S+/)[0];
  assert.ok(link.startsWith(portal.url));
  const page = await (await fetch(link)).text();
  assert.match(page, /Jo Vale|jo@wingtip.example/);
}));

test('a work mailbox is not imported as a way to receive codes', () => withPortal(async (portal) => {
  const file = join(portal.folder, 'joiners.csv');
  const row = (own) => `jo@wingtip.example,Jo Vale,jo.vale@wingtip.example,${own}`;
  const rows = ['Jo.Vale@wingtip.example', 'jo+codes@wingtip.example'].map(row);
  await writeFile(file, ['user_name,display_name,work_email,alternate_email', ...rows, ''].join('\n'));

  const refused = portal.command('person', 'import', file);

  await assert.rejects(refused, ({ stderr }) => stderr.match(/alternate_email: is the work mailbox/g).length === 2);
}));

test('a temporary password signs in, to be changed', () => withPortal(async (portal) => {
  await portal.command('person', 'add', 'ria@wingtip.example', '--display-name', 'Ria Moss');

  const told = await portal.command('person', 'password', 'ria@wingtip.example');

  const password = told.match(/^The temporary password of ria@wingtip.example.*: ([0-9a-z]{4}(?:-[0-9a-z]{4}){3})$/m)[1];
  const answer = await fetch(`${portal.url}/api/signin/submit`, {
    method: 'POST',
    headers: { origin: portal.url },
    body: new URLSearchParams({ user_name: 'ria@wingtip.example', password }),
    redirect: 'manual',
  });
  assert.equal(answer.headers.get('location'), '/account');
  const cookie = answer.headers.getSetCookie().map((set) => set.split(';')[0]).join('; ');
  const account = await fetch(`${portal.url}/account`, { headers: { cookie }, redirect: 'manual' });
  assert.equal(account.headers.get('location'), '/account/password');
  await assert.rejects(portal.command('person', 'password', 'nobody@wingtip.example'), /there is nobody with this user name/);
}));

test('a recording of the organisation stays when one that is missing is spoken', async () => {
  const portal = await Portal.calling({
    REGAIN_VOICE__SIP__SERVER: '127.0.0.1:5060',
    REGAIN_VOICE__SIP__TRANSPORT: 'udp',
    REGAIN_VOICE__SIP__USER: 'portal',
    REGAIN_VOICE__SIP__LOCAL: '127.0.0.1',
  });
  try {
    const prompts = join(portal.folder, 'prompts', 'wingtip', 'nl');
    const own = await readFile(join(prompts, 'thanks.wav'));
    await writeFile(join(prompts, 'ask.wav'), own);
    await rm(join(prompts, 'goodbye.wav'));

    const told = await portal.command('prompts');

    assert.match(told, /^1 prompts made, [1-9]\d* kept/);
    assert.deepEqual(await readFile(join(prompts, 'ask.wav')), own);
  } finally {
    await portal.stop();
  }
});
