// A device with passkeys, as the engines pretend to have one (WebAuthn Level 3, section 11.2).

/** What every pretended device can do; it answers by itself. */
export const ABLE = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
};

/** Gives Chromium's page a device. */
export async function deviceFor(page) {
  const debug = await page.context().newCDPSession(page);
  await debug.send('WebAuthn.enable');
  const { authenticatorId } = await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...ABLE, automaticPresenceSimulation: true },
  });
  return {
    /** Whether it knows its owner's finger from now on. */
    knowsItsOwner: (isUserVerified) =>
      debug.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    /** Whether it answers by itself from now on; otherwise it waits for its owner, who never comes. */
    answers: (enabled) => debug.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    async passkeys() {
      const { credentials } = await debug.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials;
    },
  };
}
