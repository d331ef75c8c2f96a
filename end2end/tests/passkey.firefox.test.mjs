import { after, before, test } from 'node:test';

import { firefoxWithDeviceAt } from '../browsers/firefox_with_device.mjs';
import { POLICY, register, resetWithPasskey, signInWithPasskey } from '../passkeys.mjs';
import { Portal } from '../portal.mjs';
import { Wizard } from '../wizard.mjs';

let portal;
let firefox;
before(async () => {
  portal = await Portal.start({ host: 'localhost' });
  await portal.policy(POLICY);
  firefox = await firefoxWithDeviceAt(portal);
});
after(async () => {
  await firefox?.end();
  await portal?.stop();
});

test('a passkey is registered, resets a password and signs in, in Firefox', async () => {
  const person = await portal.newcomer();
  const wizard = new Wizard(portal, firefox);
  await register(wizard, person);
  await resetWithPasskey(wizard, person);
  await firefox.open('/signin');
  await wizard.isAt('sign_in_title');
  await signInWithPasskey(wizard, person);
});
