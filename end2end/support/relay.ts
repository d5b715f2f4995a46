// A second address of the server, which a journey can cut off, and at which a newer version of the portal can appear.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Relay {
  url: string;
  /** Nobody answers at this address any more. */
  cut: () => Promise<void>;
  /** The server answers again. */
  mend: () => Promise<void>;
  /** From now on the service worker is one of another version. */
  deploy: () => void;
  close: () => Promise<void>;
}

export async function relay(to: string): Promise<Relay> {
  const { hostname, port } = new URL(to);
  let newer = false;
  const server = http.createServer((request, answer) => {
    const { url: path, method } = request;
    const { 'if-modified-since': since, ...headers } = request.headers;
    if (since && !newer) headers['if-modified-since'] = since;
    const asked = http.request({ hostname, port, path, method, headers: { ...headers, 'accept-encoding': 'identity' } }, (got) => {
      if (!newer || path !== '/service-worker.js') {
        answer.writeHead(got.statusCode ?? 502, got.rawHeaders);
        got.pipe(answer);
        return;
      }
      let script = '';
      got.setEncoding('utf8').on('data', (text: string) => (script += text)).on('end', () => {
        answer.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' });
        answer.end(script.replace(/const PACKAGE = '[^']*'/, "const PACKAGE = '/pkg/newer'").replace(/const CACHE = 'salve-/, '$&newer-'));
      });
    });
    asked.on('error', () => answer.destroy());
    answer.on('close', () => asked.destroy());
    request.pipe(asked);
  });
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const own = (server.address() as AddressInfo).port;
  return {
    // The name of the server itself: its cookies are good here too.
    url: `http://localhost:${own}`,
    cut: close,
    mend: () => listen(own),
    deploy: () => (newer = true, undefined),
    close,
  };
}
