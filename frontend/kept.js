// A patient's coming visits on this device, for times without a network: sealed with a key that cannot be taken out of the
// browser. Only whoever chose it has them (device.js); the page without a network shows them (offline.js).

const DATABASE = 'salve-visits';
const STORE = 'visits';
/** Longest time that a list is kept: 7 days. */
const LONGEST = 7 * 24 * 60 * 60 * 1000;
const CIPHER = 'AES-GCM';

/** Does one thing with the store. */
function store(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      // Whoever wants to delete it need not wait.
      database.onversionchange = () => database.close();
      const transaction = database.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        database.close();
        resolve(asked.result);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}

/** Keeps a list instead of the one before, under a new key. */
export async function keep(list) {
  const key = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: CIPHER, iv }, key, new TextEncoder().encode(JSON.stringify(list)));
  await store('readwrite', (visits) => visits.put({ key, iv, sealed, at: Date.now() }, 'list'));
}

/** The list, unless it is too old; a clock that was set back makes it too old as well. */
export async function kept() {
  const found = await store('readonly', (visits) => visits.get('list'));
  if (!found) return undefined;
  const age = Date.now() - found.at;
  if (age < -LONGEST / 7 || age > LONGEST) {
    await forget();
    return undefined;
  }
  const plain = await crypto.subtle.decrypt({ name: CIPHER, iv: found.iv }, found.key, found.sealed);
  return JSON.parse(new TextDecoder().decode(plain));
}

/** Deletes the list and its key. */
export function forget() {
  return new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(DATABASE);
    deleting.onsuccess = deleting.onerror = deleting.onblocked = resolve;
  });
}
