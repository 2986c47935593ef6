import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { projectFolder } from '../../src/config';
import { ideWindows } from '../../src/server/ide-windows';
import { runningServer, type TestServer } from './running';

describe('the IDE', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await runningServer();
  });
  afterAll(() => server.stop());

  it('opens at / with every file it asks for, from this server only', async () => {
    const page = await fetch(`${server.address}/`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain(
      "default-src 'self'; script-src 'self' 'unsafe-eval';",
    );
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    const base = new URL(/<base href="([^"]+)"/.exec(html)?.[1] ?? '', server.address);
    const references = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => new URL(path ?? '', base));
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references.filter(({ pathname }) => pathname !== base.pathname)) {
      const file = await fetch(reference);
      expect([reference.pathname, file.status]).toEqual([reference.pathname, 200]);
      expect(Buffer.byteLength(Buffer.from(await file.arrayBuffer()))).toBe(Number(file.headers.get('content-length')));
    }
  });

  it('starts with the 360° view, at our endpoint, with a place for the token', async () => {
    const script = await (await fetch(`${server.address}/ide/options.js`)).text();
    expect(script).toContain('endpointURL: `/graphql`');
    expect(script.indexOf('query Customer360')).toBeGreaterThan(0);
    expect(script).toContain('Authorization: `Bearer PASTE-A-TOKEN-HERE`');
    expect(ideWindows.at(-1)?.initialName).toBe('Customer 360');
  });

  it('has queries that fit the schema, all of them', () => {
    const schema = buildSchema(readFileSync(join(projectFolder, 'schema.graphql'), 'utf8'));
    for (const { initialName, initialQuery } of ideWindows) {
      expect([initialName, validate(schema, parse(initialQuery))]).toEqual([initialName, []]);
    }
  });

  it('serves the script sandbox without rights of this origin', async () => {
    const response = await fetch(`${server.address}/ide/iframe-sandbox/index.html`);
    expect([response.status, response.headers.get('content-security-policy')]).toEqual([200, 'sandbox allow-scripts']);
  });
});
