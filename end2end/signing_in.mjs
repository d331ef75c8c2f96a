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
