import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { AdvisorError } from '../../advisor/advisor-error.js';
import { FileError } from '../../numbers/file-error.js';
import type { Route } from '../../slack/kit/web-server.js';
import { QuestionError } from '../problems.js';
import type { Desk } from '../tool.js';
import { Refusal, refuse } from './exchange.js';
import type { Gate } from './gate.js';

/** A method of HTTP that is answered. */
export type Method = 'GET' | 'POST';

/** Every method, so that a wrong one is told which is right. */
const ANY_METHOD = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What a network door is made of. */
export interface DoorParts {
  readonly gate: Gate;
  /** What questions of a workspace are answered with. */
  readonly deskFor: (workspaceId: string) => Promise<Desk>;
  readonly logger: Logger;
}

/** An address that is answered by one method; whatever is wrong is told as a problem. */
export function route(
  { logger }: Pick<DoorParts, 'logger'>,
  path: string,
  method: Method,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Route {
  return {
    path,
    method: ANY_METHOD,
    async handler(request, response) {
      try {
        if (request.method !== method) {
          throw new Refusal(405, `This address takes ${method} only.`, [], { allow: method });
        }
        await answer(request, response);
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal.status === 500) logger.error({ err: error, path }, 'A request of the API failed');
        refuse(response, refusal);
      }
    },
  };
}

/** What is told of a failure, and nothing of what only the operator should know. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof QuestionError) {
    return new Refusal(400, 'The question cannot be answered as it was asked. See problems.', error.problems);
  }
  if (error instanceof FileError) {
    const isLater = error.code === 'too-slow';
    return new Refusal(isLater ? 503 : 400, error.message, [], isLater ? { 'retry-after': '60' } : {});
  }
  if (error instanceof AdvisorError && error.code === 'queue-full') {
    return new Refusal(503, 'Too many questions are waiting. Try again in a minute.', [], {
      'retry-after': '60',
    });
  }
  return new Refusal(500, 'This could not be answered, through a fault of ours. Try again in a minute.');
}
