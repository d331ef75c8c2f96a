//! A device that keeps passkeys (WebAuthn Level 3), and can be told to lie.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Where the portal of these tests is.
pub(crate) const PORTAL: &str = "http://localhost:8080";

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const HAS_KEY: u8 = 0x40;

/// One device with one passkey. A test changes what it says about itself.
#[derive(Clone)]
pub(crate) struct Device {
    pub(crate) key: SigningKey,
    pub(crate) credential: Vec<u8>,
    pub(crate) handle: Option<Vec<u8>>,
    pub(crate) counter: u32,
    pub(crate) origin: String,
    pub(crate) rp_id: String,
    pub(crate) flags: u8,
    /// What it says it signs.
    pub(crate) kind: &'static str,
}

impl Device {
    /// Devices of different numbers have different keys.
    pub(crate) fn new(number: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[number; 32]).expect("a key"),
            credential: vec![number; 16],
            handle: None,
            counter: 0,
            origin: PORTAL.to_owned(),
            rp_id: "localhost".to_owned(),
            flags: PRESENT | VERIFIED,
            kind: "webauthn.get",
        }
    }

    pub(crate) fn without_a_look_at_its_owner(self) -> Self {
        Self {
            flags: PRESENT,
            ..self
        }
    }

    pub(crate) fn without_a_touch(self) -> Self {
        Self {
            flags: VERIFIED,
            ..self
        }
    }

    /// Makes its passkey, as `navigator.credentials.create` gives it.
    pub(crate) fn make(&mut self, options: &Value) -> String {
        self.handle = Some(decoded(&options["user"]["id"]));
        let client = self.client("webauthn.create", options);
        let mut data = self.data(self.flags | HAS_KEY);
        data.extend([0; 16]);
        data.extend(
            u16::try_from(self.credential.len())
                .expect("short")
                .to_be_bytes(),
        );
        data.extend(&self.credential);
        data.extend(self.cose_key());
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        object.extend(u16::try_from(data.len()).expect("short").to_be_bytes());
        object.extend(data);
        self.answer(&json!({
            "attestationObject": encoded(&object),
            "clientDataJSON": encoded(&client),
            "transports": ["internal"],
        }))
    }

    /// Signs, as `navigator.credentials.get` gives it.
    pub(crate) fn sign(&mut self, options: &Value) -> String {
        self.counter += 1;
        let client = self.client(self.kind, options);
        let data = self.data(self.flags);
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        self.answer(&json!({
            "authenticatorData": encoded(&data),
            "clientDataJSON": encoded(&client),
            "signature": encoded(signature.to_der().as_bytes()),
            "userHandle": self.handle.as_deref().map(encoded),
        }))
    }

    fn answer(&self, response: &Value) -> String {
        let id = encoded(&self.credential);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        })
        .to_string()
    }

    fn client(&self, kind: &str, options: &Value) -> Vec<u8> {
        let said = json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(&self.rp_id).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y} (RFC 9053, section 7.1.1)
    fn cose_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().expect("x"), point.y().expect("y"));
        let mut key = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".to_vec();
        key.extend(x);
        key.extend(b"\x22\x58\x20");
        key.extend(y);
        key
    }
}

/// What a page asks a device.
pub(crate) fn asked(page: &str) -> Value {
    let after = page
        .split("data-options=\"")
        .nth(1)
        .expect("a form that a passkey answers");
    let text = after.split('"').next().expect("an attribute");
    let text = text
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&amp;", "&");
    serde_json::from_str(&text).expect("JSON")
}

fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decoded(value: &Value) -> Vec<u8> {
    let text = value.as_str().expect("a text");
    URL_SAFE_NO_PAD.decode(text).expect("base64url")
}
