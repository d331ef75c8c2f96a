import { after, before, test } from 'node:test';

import { firefoxAt } from '../browsers/firefox.mjs';
import { marionette } from '../browsers/marionette.mjs';
import { ABLE } from '../device.mjs';
import { POLICY, register, resetAndSignIn } from '../passkeys.mjs';
import { freePort } from '../port.mjs';
import { Portal } from '../portal.mjs';
import { Wizard } from '../wizard.mjs';

let portal;
let firefox;
let device;
before(async () => {
  portal = await Portal.start({ host: 'localhost' });
  await portal.policy(POLICY);
  const port = await freePort();
  firefox = await firefoxAt(portal, {
    args: ['--marionette'],
    prefs: {
      'marionette.port': port,
      'security.webauth.webauthn_enable_softtoken': true,
      'security.webauth.webauthn_enable_usbtoken': false,
    },
  });
  device = await marionette(port, 'WebAuthn:AddVirtualAuthenticator', { ...ABLE, isUserConsenting: true });
});
after(async () => {
  device?.destroy();
  await firefox?.end();
  await portal?.stop();
});

test('a passkey is registered, resets a password and signs in, in Firefox', async () => {
  const person = await portal.newcomer();
  const wizard = new Wizard(portal, firefox);
  await register(wizard, person);
  await resetAndSignIn(wizard, person);
  firefox.assertNothingHappened();
});
