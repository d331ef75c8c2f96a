// Signing in with a password, in any engine.

/** Opens the sign-in page, and signs in. */
export async function signIn(there, person, password) {
  await there.hands.open('/signin');
  await signInHere(there, person, password);
}

/** Signs in at the page that asks for it. */
export async function signInHere({ hands, t }, { userName }, password) {
  await hands.fill(t.user_name_label, userName);
  await hands.fill(t.password_label, password);
  await hands.press(t.sign_in);
}

/** Signs in, and opens the page of the security information. */
export async function signInForSetup(there, person, password) {
  const { hands, t } = there;
  await signIn(there, person, password);
  await hands.sees(t('account_title', { name: person.displayName }));
  await hands.open('/setup');
  await hands.sees(t.setup_title);
}
