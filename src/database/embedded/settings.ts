import { totalmem } from 'node:os';

const megabyte = 1024 * 1024;

/** Settings that fit a machine shared with the server itself; handed over at each start, never written to a file. */
export function settingsFor(port: number, durable: boolean): Record<string, string> {
  const memory = Math.min(process.constrainedMemory?.() || totalmem(), totalmem()) / megabyte;
  const share = (part: number, least: number, most: number) =>
    `${Math.round(Math.min(Math.max(memory * part, least), most))}MB`;
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: share(1 / 6, 128, 2048),
    effective_cache_size: share(1 / 2, 256, 16_384),
    maintenance_work_mem: share(1 / 32, 64, 512),
    work_mem: '16MB',
    random_page_cost: '1.1',
    jit: 'off',
    // No replica hangs on an embedded database: minimal logging of changes makes bulk loads quick.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A server log tells of faults and never of values: no statements, no parameters, no details of a row.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
}
