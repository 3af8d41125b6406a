/** A guest's call for service. */
export interface ServiceCall {
  id: string;
  roomNo: string;
  /** UTC ms; null while it waits. */
  answeredAt: number | null;
}

/** What decisions look at of calls for service. */
export interface ServiceCallsSlice {
  byId(callId: string): ServiceCall | null;
  /** An unanswered call for service in the room, if any. */
  openIn(roomNo: string): Pick<ServiceCall, 'id'> | null;
}
