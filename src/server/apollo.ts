import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FormattedExecutionResult } from 'graphql';
import { documentLimits } from '../documents/limits';
import type { Graph } from '../graph/graph';
import { answeredBy, ReadyText } from './answer';
import { formatError } from './errors';
import type { ServerContext } from './exchange';
import type { Limits } from './limits';
import type { Log } from './log';
import type { Recorder } from './recording';

export interface ApolloParts {
  readonly graph: Graph;
  readonly limits: Limits;
  readonly log: Log;
  readonly recorder: Recorder;
}

/** Apollo parses, validates and keeps documents; the graph answers them. */
export async function startApollo({ graph, limits, log, recorder }: ApolloParts): Promise<ApolloServer<ServerContext>> {
  const apollo = new ApolloServer<ServerContext>({
    schema: graph.schema,
    introspection: true,
    persistedQueries: false,
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
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      answeredBy(graph, limits, recorder),
    ],
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
