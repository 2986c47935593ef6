import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FormattedExecutionResult } from 'graphql';
import { documentLimits } from '../documents/limits';
import { type AnswerParts, answeredBy, ReadyText } from './answer';
import { documentStore } from './document-store';
import { formatError } from './errors';
import type { ServerContext } from './exchange';
import type { Log } from './log';

export interface ApolloParts extends AnswerParts {
  readonly log: Log;
}

/** Apollo parses, validates and keeps documents; the graph answers them. */
export async function startApollo(parts: ApolloParts): Promise<ApolloServer<ServerContext>> {
  const { graph, documents, limits, log } = parts;
  const apollo = new ApolloServer<ServerContext>({
    schema: graph.schema,
    introspection: true,
    persistedQueries: false,
    documentStore: documentStore(documents),
    allowBatchedHttpRequests: false,
    // No other site can make a browser send this header unasked, and nothing comes here without it.
    csrfPrevention: { requestHeaders: ['authorization'] },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    apollo: {},
    logger: { debug: () => {}, info: () => {}, warn: (text) => log.warn(text), error: () => {} },
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [documentLimits(limits)],
    validationOptions: { maxErrors: 5 },
    formatError: (_formatted, error) => formatError(error),
    stringifyResult: stringifyAnswer,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), answeredBy(parts)],
  });
  await apollo.start();
  return apollo;
}

function stringifyAnswer({ errors, data, extensions }: FormattedExecutionResult): string {
  const parts: string[] = [];
  if (errors) parts.push(`"errors":${JSON.stringify(errors)}`);
  if (data !== undefined) parts.push(`"data":${data instanceof ReadyText ? data.text : JSON.stringify(data)}`);
  if (extensions) parts.push(`"extensions":${JSON.stringify(extensions)}`);
  return `{${parts.join(',')}}`;
}
