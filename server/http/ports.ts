import type { SeatEnd } from '#contract/constants';
import type { Problem } from '#contract/problems';
import type { Refused } from '#contract/refusal';
import type { SessionView } from '#contract/views';
import type { VerificationView } from '#contract/views/verification';
import type { AuditPage, RootReceipt } from '#contract/views/record';
import type { SatDownView, TableView } from '#contract/views/signing-tables';
import type { Ticket } from '#identity/tickets';

/** What outside validators need of an authority. `crl` signs when there is something to say, not whenever it is asked. */
export type AuthorityPort = {
  readonly rootPem: string;
  readonly issuingPem: string;
  crl(): Promise<Uint8Array>;
  /** Of the root itself. */
  rootCrl(): Promise<Uint8Array>;
};

/** `problem` is null when the sender left. */
type Taken =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: Problem | null };

type Bytes = { readonly ok: true; readonly bytes: Uint8Array; readonly mediaType: string };

type Verification = { readonly ok: true; readonly view: VerificationView; readonly pdf?: Uint8Array };

/** What a shared tablet asks. */
export type TablePorts = {
  join(
    token: string,
    deviceId: string,
  ): Promise<{ readonly ok: true; readonly ceremonyId: string; readonly ticket: string } | Refused>;
  look(ticket: Ticket): Promise<{ readonly ok: true; readonly view: TableView } | Refused>;
  sit(
    ticket: Ticket,
    code: string,
  ): Promise<{ readonly ok: true; readonly view: SatDownView; readonly ticket: string } | Refused>;
  /** `sittings`: the tickets of people that this browser has. */
  leave(ticket: Ticket, reason: SeatEnd, sittings: readonly Ticket[]): Promise<{ readonly ok: true } | Refused>;
};

/** What this edge asks of the house. Requests are parsed and their senders known by then; permission is decided inside. */
export type HttpPorts = {
  /** A ticket of a table names the table as its person. */
  readonly tables: TablePorts;
  redeem(input: {
    readonly token: string;
    readonly deviceId: string;
    readonly takeover: boolean;
  }): Promise<{ readonly ok: true; readonly session: SessionView; readonly ticket: string } | Refused>;
  session(viewer: Ticket): Promise<{ readonly ok: true; readonly session: SessionView } | Refused>;
  document(
    viewer: Ticket,
    agreementId: string,
  ): Promise<
    { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string; readonly fileName: string } | Refused
  >;
  prepared(viewer: Ticket, agreementId: string): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | Refused>;
  /** A scan of what was signed on paper; kept until the officer says that it is the agreement. Read by `take` only when allowed. */
  bringPaper(
    viewer: Ticket,
    agreementId: string,
    take: () => Promise<Taken>,
  ): Promise<{ readonly ok: true; readonly sha256: string } | Extract<Taken, { ok: false }>>;
  paper(viewer: Ticket, agreementId: string): Promise<Bytes | Refused>;
  proof(viewer: Ticket, agreementId: string): Promise<Bytes | Refused>;
  preparedWave(viewer: Ticket, wave: number): Promise<Bytes | Refused>;
  /** `report`: with the sealed report of what was found, as a PDF. */
  verifyFile(bytes: Uint8Array, report: boolean): Promise<Verification | Refused>;
  verifyCode(code: string, report: boolean): Promise<Verification | Refused>;
  receipt(ceremonyId: string): Promise<{ readonly ok: true; readonly receipt: RootReceipt } | Refused>;
  minutes(
    viewer: Ticket,
  ): Promise<
    { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string; readonly fileName: string } | Refused
  >;
  drawUp(
    viewer: Ticket,
    asked:
      | { readonly kind: 'completion'; readonly agreementId: string }
      | { readonly kind: 'witness'; readonly wave: number; readonly personId: string }
      | { readonly kind: 'participation'; readonly personId: string }
      | { readonly kind: 'attendance' | 'press' },
  ): Promise<
    { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string; readonly fileName: string } | Refused
  >;
  audit(
    viewer: Ticket,
    asked: {
      readonly filter: { readonly [name in 'person' | 'type' | 'stream' | 'from' | 'to']?: string | undefined };
      readonly after: number;
      readonly limit: number;
    },
  ): Promise<{ readonly ok: true; readonly page: AuditPage } | Refused>;
  readonly authority: AuthorityPort & { readonly rehearsal: AuthorityPort };
  health(): { readonly status: 'ok' | 'stopping'; readonly [detail: string]: unknown };
};
