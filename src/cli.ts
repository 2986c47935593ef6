import { Command, Option } from 'commander';
import { dayArgument } from './commands/day';
import { documentCommands } from './commands/documents-options';
import { failOnOneLine } from './commands/failure';
import { atLeast, wholeNumber } from './commands/whole-number';

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));

/** The commands of `npm run c360 -- <command>`. Each loads only its own code, and only when it is called. */
const program = new Command('c360')
  .description('The customer-360 graph: serve it, fill it, look after it.')
  .helpCommand(false)
  .option('--trace', 'on a failure, show where it came from')
  .showHelpAfterError(false)
  .configureOutput({
    outputError: (text, write) =>
      write(
        text
          .replace(/\s*\n\s*/g, ' ')
          .trimEnd()
          .concat('\n'),
      ),
  });

program
  .command('serve')
  .description('serve the graph over HTTP until it is told to stop')
  .action(async () => (await import('./commands/serve')).serve());

program
  .command('migrate')
  .description('bring the database to the newest tables, by the owner login')
  .action(async () => (await import('./commands/migrate')).migrate());

program
  .command('token')
  .description('print a sign-in token for a member of staff (demo and development only)')
  .requiredOption('--as <staffNumber>', 'for whom, such as BM0001')
  .option('--client <name>', 'the client the token is for', 'demo')
  .action(async (options) => (await import('./commands/token')).token(options));

program
  .command('demo')
  .description('fill an empty database with the demo bank')
  .option('--customers <count>', 'how many customers', wholeNumber, 5000)
  .option('--seed <number>', 'the same seed makes the same bank', wholeNumber, 1)
  .action(async (options) => (await import('./commands/demo')).demo(options));

program
  .command('import')
  .description('load files of a source system by a mapping')
  .requiredOption('--mapping <file>', 'the mapping: which file and column goes where')
  .argument('<folder>', 'the folder that holds the source files')
  .action(async (folder, options) => (await import('./commands/import')).importFiles(folder, options));

const relatedParties = program
  .command('related-parties')
  .description('work out groups, their positions, look-through ownership, beneficial owners and hidden relations')
  .addOption(
    new Option('--changed', 'only of parties whose relations have changed, begun or ended since').conflicts('since'),
  )
  .option('--since <day>', 'anew for every day from that one on, so that views as of those days tell them', dayArgument)
  .addOption(
    new Option(
      '--anew',
      'compare every row that stands with what is found, should rows have been changed by hand',
    ).conflicts(['since', 'changed']),
  )
  .action(async (options) => (await import('./commands/related-parties')).relatedParties(options));
program
  .command('measures')
  .description('work out value, loyalty, risk and the other measures of all customers, and keep them')
  .option('--as-of <day>', 'the day whose month ends the period; today unless told', dayArgument)
  .action(async (options) => (await import('./commands/measures')).measures(options));
program
  .command('alerts')
  .description('open, raise, lower and close risk alerts by the rules of early warning')
  .option('--as-of <day>', 'the day they are looked at, not before the last; today unless told', dayArgument)
  .action(async (options) => (await import('./commands/alerts')).alerts(options));
program
  .command('clocks')
  .description('set the legal clocks of all complaints anew, after a change of their rules or calendars')
  .action(async () => (await import('./commands/clocks')).clocks());
program
  .command('escalate')
  .description('take complaints whose clocks run out up to the next level, by the rules of escalation')
  .action(async () => (await import('./commands/escalate')).escalate());
program
  .command('changes')
  .description('look after the changes that were made through the graph')
  .command('purge')
  .description('forget the idempotency keys of old changes; the changes and their events stay')
  .option('--days <count>', 'how many days a client may ask again', atLeast(30), 30)
  .action(async (options) => (await import('./commands/changes')).purgeChanges(options));

relatedParties
  .command('export')
  .description('write organisations, persons and what they have in each other, by the system login')
  .addOption(
    new Option('--format <format>', 'statements of BODS 0.4 (JSON), or relationship records of GLEIF (CSV)')
      .choices(['bods', 'gleif'])
      .makeOptionMandatory(),
  )
  .requiredOption('--out <file>', 'the file to write')
  .action(async (options) => (await import('./commands/export')).exportRelatedParties(options));

const audit = program.command('audit').description('look after the audit trail');
audit
  .command('verify')
  .description('find out whether anything in the audit trail was changed, taken out or put in')
  .option('--log <file>', 'a log of the server, whose evidence must agree')
  .action(async (options) => (await import('./commands/audit')).verify(options));

const keys = program.command('keys').description('look after the keys of identifiers and phones');
keys
  .command('rotate')
  .description('bring all identifiers and phones under the newest key of the secret key file')
  .action(async () => (await import('./commands/keys')).rotate());
keys
  .command('status')
  .description('print how many identifiers and phones stand under each key')
  .action(async () => (await import('./commands/keys')).status());
const documents = program.command('documents').description('look after the documents that clients have registered');
documentCommands(documents);

program
  .command('schema')
  .description('print the schema in GraphQL’s own language')
  .action(async () => (await import('./commands/schema')).schema());

program
  .command('access')
  .description('what each role may see')
  .command('matrix')
  .description('print the policy as one table')
  .action(async () => (await import('./commands/access')).printMatrix());

void failOnOneLine(program.parseAsync(), () => program.opts().trace === true);
