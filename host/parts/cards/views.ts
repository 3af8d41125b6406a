export interface RefusalView {
  seq: number;
  at: number;
  place: string;
  roomNo: string | null;
  who: string | null;
  code: string;
}
