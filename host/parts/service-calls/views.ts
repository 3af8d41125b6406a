export interface ServiceCallView {
  id: string;
  roomNo: string;
  by: string;
  at: number;
}
