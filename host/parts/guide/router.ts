import { callsTo } from '../../contract/calls.ts';
import type { GuideService } from './service.ts';

const { callWith, router } = callsTo<{ guide: GuideService }>();

/** What somebody who learns the store has done of it. */
export const guideRouter = router({
  view: callWith('board.view').query(({ ctx }) => ctx.store.guide.view()),
});
