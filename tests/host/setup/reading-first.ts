interface Refused {
  code?: string;
  context?: { difference?: { key: string } };
  cause?: Refused;
}

/** Takes a file over as somebody does who reads what it changes and wants it; refused with anything else it throws that. */
export async function readingFirst(take: (despite: string[]) => Promise<unknown>): Promise<void> {
  try {
    await take([]);
  } catch (error) {
    const { cause } = error as Refused;
    const { code, context } = cause?.code === undefined ? (error as Refused) : cause;
    if (code !== 'SITE_CHANGES_SETTINGS' || !context?.difference) throw error;
    await take([context.difference.key]);
  }
}
