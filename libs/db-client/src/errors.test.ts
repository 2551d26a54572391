import { describe, expect, it } from 'vitest';
import { asOurs, DatabaseUnavailable, isReadOnly } from './errors.ts';

const serverError = (errno: number, sqlMessage: string) =>
  Object.assign(new Error(sqlMessage), { errno, sqlMessage });

describe('a server without room', () => {
  it.each([
    [1021, 'Disk full (/var/lib/mysql/#sql-1); waiting for someone to free some space...'],
    [1114, "The table 'cart_line' is full"],
    [1030, 'Got error 28 "No space left on device" from storage engine InnoDB'],
    [1026, 'Error writing file \'./binlog.000007\' (errno: 28 "No space left on device")'],
    [3, "Error writing file '/tmp/MLabc' (Errcode: 28)"],
  ])('refuses service for a while (%i), and goes on reading', (errno, message) => {
    const error = serverError(errno, message);
    expect(asOurs(error, 'INSERT')).toBeInstanceOf(DatabaseUnavailable);
    expect(asOurs(error, 'INSERT')).toMatchObject({ sent: false });
    expect(isReadOnly(error)).toBe(true);
  });

  it.each([
    [1030, 'Got error 168 "Unknown (generic) error from engine" from storage engine InnoDB'],
    [1146, "Table 'perfume.error_28' doesn't exist"],
  ])('is not what another error says (%i)', (errno, message) => {
    const error = serverError(errno, message);
    expect(asOurs(error, 'INSERT')).toBe(error);
  });
});
