/** An `OrderShow` of server/contract/api/staff/orders.ts, in SQL over `sc`, `f` and `hall`. */
export const showJson = `json_build_object('id', sc.id, 'film', f.title, 'hall', hall.name, 'startsAt', sc.starts_at,
  'businessDate', sc.business_date, 'cancelled', sc.status = 'cancelled')`;
