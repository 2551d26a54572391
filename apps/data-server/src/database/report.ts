import { z } from 'zod';

const position = z.object({ uuid: z.string(), seqno: z.number() });

/** What the database of a data server is doing, as the data server itself says it over the tunnel. */
export const reportSchema = z.object({
  node: z.enum(['a', 'b']),
  instanceId: z.string(),
  database: z.discriminatedUnion('phase', [
    /** It answers. */
    z.object({
      phase: z.literal('running'),
      primary: z.boolean(),
      synced: z.boolean(),
      /** It waits for data of another member. */
      joiner: z.boolean().default(false),
      size: z.number(),
      uuid: z.string(),
      seqno: z.number(),
      /** The shop writes here: it is not read-only. */
      open: z.boolean(),
    }),
    /** It waits, and becomes part of no majority before it has decided anew. */
    z.object({
      phase: z.literal('starting'),
      data: z.enum(['empty', 'data', 'restored']),
      position: position.optional(),
    }),
    /** It tries to join a majority that it may not find. */
    z.object({ phase: z.literal('joining') }),
    /** It begins the cluster. */
    z.object({ phase: z.literal('beginning') }),
    /** It does not run, and nothing is about to start it this moment. */
    z.object({ phase: z.literal('stopped'), data: z.enum(['empty', 'data']), position: position.optional() }),
  ]),
});

export type Report = z.infer<typeof reportSchema>;
export type DatabaseReport = Report['database'];
