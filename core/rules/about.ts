/** What an event of a visit is about that names the room: its tile and terminal, and the visit's history. */
export const inVisit = {
  rooms: ({ roomNo }: { roomNo: string }) => [roomNo],
  visits: ({ visitId }: { visitId: string }) => [visitId],
};
