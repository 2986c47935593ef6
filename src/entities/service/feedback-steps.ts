import type { FeedbackStatus, feedbackKinds } from './feedback.table';

export const feedbackReplies = ['ANSWERED', 'ADOPTED', 'DECLINED'] as const;
export type FeedbackReply = (typeof feedbackReplies)[number];

interface ReplyStep {
  readonly from: readonly FeedbackStatus[];
  readonly kinds: readonly (typeof feedbackKinds)[number][];
}

/** Where each reply leads on from, and to what it may be given; whatever is not told here is refused. */
export const replySteps: Readonly<Record<FeedbackReply, ReplyStep>> = {
  ANSWERED: { from: ['RECEIVED'], kinds: ['SUGGESTION', 'PRAISE'] },
  ADOPTED: { from: ['RECEIVED', 'ANSWERED'], kinds: ['SUGGESTION'] },
  DECLINED: { from: ['RECEIVED', 'ANSWERED'], kinds: ['SUGGESTION'] },
};
