// Asks the device for a passkey and sends what it answers with the form: the server hands out what to ask for, and looks at
// the answer. Fetched by `device.js` when somebody presses such a button.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** What becomes of a name of the browser's errors. */
const SAID = { NotAllowedError: 'cancelled', AbortError: 'cancelled', InvalidStateError: 'known' };

let asking = false;

/** Asks for the passkey of a form and sends the form. `field` takes the answer and knows where to ask and what to say. */
export async function ask(form, field) {
  if (asking) return;
  asking = true;
  const status = form.querySelector('[role=status]');
  status.textContent = '';
  try {
    const options = await fetchOptions(field.dataset.passkey);
    // Without them the form goes as it is: the server says why on the page, or asks first who is there.
    field.value = options ? JSON.stringify(await answer(options)) : '';
    form.submit();
  } catch (error) {
    status.textContent = field.dataset[SAID[error.name] ?? 'failed'];
  }
  asking = false;
}

async function fetchOptions(address) {
  const response = await fetch(address, { method: 'POST', headers: { accept: 'application/json' } });
  return response.ok ? response.json() : undefined;
}

/** The device's answer as JSON, bytes as base64url. */
async function answer(options) {
  options.challenge = bytes(options.challenge);
  for (const list of [options.excludeCredentials, options.allowCredentials]) {
    for (const known of list ?? []) known.id = bytes(known.id);
  }
  if (options.user) options.user.id = bytes(options.user.id);
  const made = options.user
    ? await navigator.credentials.create({ publicKey: options })
    : await navigator.credentials.get({ publicKey: options });
  const { response } = made;
  const said = {};
  for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (response[part]) said[part] = text(response[part]);
  }
  return { id: made.id, rawId: text(made.rawId), type: made.type, response: said };
}
