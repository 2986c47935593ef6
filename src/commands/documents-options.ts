import type { Command } from 'commander';
import { wholeNumber } from './whole-number';

const commands = () => import('./documents');
const listings = () => import('./documents-listing');

/** The commands of `documents`; each loads its code only when it is called. */
export function documentCommands(documents: Command): void {
  documents
    .command('client')
    .description('enter a client, or change what it may send')
    .argument('<client>', 'the name that its tokens carry')
    .requiredOption('--mode <mode>', 'open, log, safelist or id_only')
    .option('--name <text>', 'what people call it')
    .option('--tool', 'it is a reporting tool')
    .action(async (id, options) => (await commands()).client(id, options));

  documents
    .command('register')
    .description('register the documents of a manifest, a map or a folder; another person activates them')
    .argument('<path>', 'Apollo’s manifest, Relay’s or GraphQL Code Generator’s map, or a folder of .graphql files')
    .requiredOption('--client <client>', 'whose documents they are')
    .requiredOption('--owner <team>', 'who answers for them')
    .requiredOption('--as <staffNumber>', 'who registers them')
    .option('--purpose <text>', 'what they are for, where their files do not say so')
    .option('--roles <list>', 'who may run them, with commas between; everybody unless told')
    .option('--row-limit <rows>', 'how many rows one request may ask for', wholeNumber)
    .option('--number <version>', 'the version to be, instead of the next', wholeNumber)
    .action(async (path, options) => (await commands()).registerFrom(path, options));

  documents
    .command('check')
    .description('print what documents show each role, and which no longer work: the page that a reviewer signs')
    .argument('[path]', 'as for register; what is registered unless told')
    .option('--client <client>', 'of what is registered, that of one client')
    .option('--roles <list>', 'who is to run the documents of the path; everybody unless told')
    .action(async (path, options) => (await commands()).check(path, options));

  for (const [name, description] of [
    ['activate', 'let documents be run; not by the person who registered them'],
    ['retire', 'take documents back, for ever'],
  ] as const) {
    documents
      .command(name)
      .description(description)
      .argument('<ids...>', 'name@version of each')
      .requiredOption('--client <client>', 'whose documents they are')
      .requiredOption('--as <staffNumber>', 'who decides')
      .action(async (ids, options) => (await commands())[`${name}All`](ids, options));
  }

  for (const [name, description] of [
    ['list', 'print the clients and their documents'],
    ['usage', 'print how often documents were run, by day'],
  ] as const) {
    documents
      .command(name)
      .description(description)
      .option('--client <client>', 'of one client')
      .action(async (options) => {
        const text = await (await commands()).onRegistry(async (sql) => (await listings())[name](sql, options));
        process.stdout.write(`${text}\n`);
      });
  }
}
