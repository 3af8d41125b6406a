import { uuidV7 } from '../../../host/store/ids.ts';

interface Context {
  difference?: { key: string };
  act?: string;
  subject?: { kind: string; id: string };
}
interface Refused {
  code?: string;
  context?: Context;
  cause?: Refused;
}

/** A screen that may be asked who is at it. */
interface Confirming {
  authorisations: {
    give(request: {
      commandId: string;
      act: string;
      subject: { kind: string; id: string };
      reason: string;
      proof: { kind: 'pin'; staffNo: string; pin: string };
    }): Promise<{ authorisationId: string }>;
  };
}

/** The refusal of an answer of a store, whichever door it came by. */
function refusalIn(error: unknown): Refused {
  const { cause } = error as Refused;
  return cause?.code === undefined ? (error as Refused) : cause;
}

/** Takes a file over as somebody does who reads what it changes and wants it; refused with anything else it throws that. */
export async function readingFirst(take: (despite: string[]) => Promise<unknown>): Promise<void> {
  try {
    await take([]);
  } catch (error) {
    const { code, context } = refusalIn(error);
    if (code !== 'SITE_CHANGES_SETTINGS' || !context?.difference) throw error;
    await take([context.difference.key]);
  }
}

/** The same, and shows by PIN who it is where that is asked for. */
export async function confirming(
  { authorisations }: Confirming,
  { staffNo, pin }: { staffNo: string; pin: string },
  take: (how: { despite: string[]; authorisationId?: string }) => Promise<unknown>,
): Promise<void> {
  await readingFirst(async (despite) => {
    try {
      await take({ despite });
    } catch (error) {
      const { code, context } = refusalIn(error);
      if (code !== 'SETTINGS_CONFIRM' || !context?.act || !context.subject) throw error;
      const { act, subject } = context;
      const proof = { kind: 'pin' as const, staffNo, pin };
      const given = await authorisations.give({ commandId: uuidV7(Date.now()), act, subject, reason: '改设置', proof });
      await take({ despite, authorisationId: given.authorisationId });
    }
  });
}
