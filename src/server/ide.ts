import { createReadStream, readdirSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { getDistDirectory, renderAltair, renderInitSnippet, SANDBOX_FRAME_CSP } from 'altair-static';
import { answerText, type Routes, readOnly } from './http';
import { ideWindows } from './ide-windows';

const base = '/ide/';
const optionsScript = 'options.js';

// Nothing may be fetched from or sent to anywhere else: the page works on a machine without a network.
const pagePolicy = [
  "default-src 'self'",
  // The IDE checks settings with a compiler of JSON schemas, which makes functions of text.
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The IDE at `/`, from files of the installation only, with ready queries and a place for the token. */
export function ideRoutes(): Routes {
  const options = {
    baseURL: base,
    endpointURL: '/graphql',
    serveInitialOptionsInSeperateRequest: optionsScript,
    initialWindows: ideWindows,
    persistedSettings: { disablePushNotification: true },
  };
  const page = renderAltair(options).replace('<title>Altair</title>', '<title>Customer 360</title>');
  const script = renderInitSnippet(options);
  const files = filesBelow(getDistDirectory());
  return {
    '/': readOnly((_request, response) => {
      response.setHeader('content-security-policy', pagePolicy);
      answerText(response, 200, page, mediaTypes['.html']);
    }),
    [`${base}${optionsScript}`]: readOnly((_request, response) => answerText(response, 200, script, mediaTypes['.js'])),
    [base]: readOnly((request, response) => {
      const name = (request.url ?? '').slice(base.length).split('?', 1)[0] as string;
      const file = files.get(name);
      if (!file) return answerText(response, 404, 'There is no such file.');
      response.setHeader('content-type', mediaTypes[extname(file)] ?? 'application/octet-stream');
      response.setHeader('content-length', statSync(file).size);
      response.setHeader('cache-control', 'no-cache');
      if (name.startsWith('iframe-sandbox/')) response.setHeader('content-security-policy', SANDBOX_FRAME_CSP);
      if (request.method === 'HEAD') response.end();
      else
        createReadStream(file)
          .on('error', () => response.destroy())
          .pipe(response);
    }),
  };
}

/** Only files listed at start are served, so that no path can lead out of the folder. */
function filesBelow(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name.split(sep).join('/'), join(folder, name)]));
}
