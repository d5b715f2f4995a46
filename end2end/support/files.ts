// Files to hand in.

interface Handed {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A picture of 64 × 48 pixels, half red and half blue. */
export const picture = (name = 'portrait.png'): Handed => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAIAAAAuKetIAAAATElEQVR42u3PAQkAIBAEwdNcH8sYBjOWKV4QZgMszDhV6Wxlt/5nPg8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADgXRf6PQKg8BdovgAAAABJRU5ErkJggg==',
    'base64',
  ),
});

/** A document that says something. */
export const document = (name: string, text: string): Handed => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n% ${text}\ntrailer << /Root 1 0 R >>\n%%EOF\n`),
});
