import type { AgreementKind, AgreementStateName, Capacity, IdentityMethod, Phase, Role, Sector } from './constants.ts';
import type { EvidenceView, BoardView, FiguresView } from './views/agreements.ts';
import type { AttendanceView, HandsView, OwnPart, Participation } from './views/people.ts';
import type { Bilingual } from './agreement-facts.ts';
import type { PartiesView } from './views/parties.ts';
import type {
  ApplauseView,
  MessagesView,
  MyMessageView,
  MyQuestionView,
  PreviewView,
  QuestionQueueView,
  QuestionsView,
  StagePicture,
} from './views/stage.ts';
import type { ItemView, PrompterView, RundownView } from './views/rundown.ts';
import type { RecordView } from './views/record.ts';
import type { TablesView } from './views/signing-tables.ts';

// What screens show. Times are ISO 8601; money is whole rupiah. Each topic has a revision; see realtime/SPEC.md.

export type NamedPerson = {
  readonly personId: string;
  /** As written, titles included. */
  readonly name: string;
  readonly role: Role;
  readonly position: Bilingual;
  readonly organisation: string;
  readonly representing: Bilingual | null;
};

export type StageView = StagePicture & {
  readonly ceremonyId: string;
  readonly title: Bilingual;
  readonly organiser: string;
  readonly place: string;
  readonly zone: string;
  readonly date: string;
  readonly sample: boolean;
  readonly rehearsal: boolean;
  readonly phase: Phase;
  readonly liveSince: string | null;
  readonly onStage: readonly NamedPerson[];
  readonly now: ItemView | null;
  readonly next: ItemView | null;
  /** Since when the whole rundown waits. */
  readonly heldSince: string | null;
  readonly openWaves: readonly {
    readonly wave: number;
    readonly title: Bilingual;
    readonly openedAt: string;
    /** What the countdown runs to, on the server's clock. */
    readonly endsAt: string | null;
  }[];
};

export type PresenceView = {
  readonly connected: number;
  /** Kemendagri codes of the provinces whose delegation is connected. */
  readonly provinces: readonly string[];
  readonly delegations: number;
};

export type SignatureView = {
  readonly field: string;
  readonly capacity: Capacity;
  readonly name: string;
  readonly position: Bilingual;
  readonly organisation: string;
  readonly signedAt: string | null;
  readonly isMe: boolean;
};

/** One agreement as a person who signs it sees it. */
export type MyAgreementView = {
  readonly agreementId: string;
  readonly number: string;
  readonly kind: AgreementKind;
  readonly title: Bilingual;
  readonly sector: Sector;
  readonly value: number;
  readonly termYears: number;
  readonly endsOn: string;
  readonly targets: readonly { readonly year: number; readonly value: number }[];
  readonly wave: number;
  readonly sessionState: 'planned' | 'open' | 'closed';
  readonly state: AgreementStateName;
  readonly declined: { readonly name: string; readonly reason: string; readonly at: string } | null;
  /** Hash and size of the document as it stands; null while a draft. */
  readonly document: { readonly sha256: string; readonly bytes: number; readonly pages: number } | null;
  readonly signatures: readonly SignatureView[];
  readonly mine: 'waiting' | 'your-turn' | 'signed' | 'none';
  /** Hash of the bytes to which I consented; a signature added since by another does not void it (it extends them). */
  readonly consented: string | null;
  /** Null before anybody has signed. */
  readonly evidence: EvidenceView | null;
  readonly verifyUrl: string;
};

export type SelfView = OwnPart & {
  readonly person: NamedPerson;
  readonly officials: number;
  readonly province: string | null;
  readonly sample: boolean;
  readonly noticeAccepted: boolean;
  readonly identity:
    | { readonly state: 'unconfirmed' }
    | { readonly state: 'code-issued'; readonly expiresAt: string }
    | { readonly state: 'confirmed'; readonly method: IdentityMethod; readonly at: string; readonly by: string };
  readonly certificate: {
    readonly sha256: string;
    readonly notAfter: string;
    readonly thisDevice: boolean;
    /** base64 DER */ readonly der: string;
    /** Of a signing service: as the certificate names holder and issuer, and what is entered to sign; null: the browser's key. */
    readonly remote: {
      readonly name: string;
      readonly issuer: string;
      readonly needs: { readonly pin: boolean; readonly otp: boolean; readonly sendsOtp: boolean };
    } | null;
  } | null;
  /** The signing service by which they may sign instead, as people know it; null: none is offered here. */
  readonly remoteService: string | null;
  /** Who helps them to sign, as it was recorded. */
  readonly helper: { readonly name: string; readonly relation: string } | null;
  /** The signing table at which they sit; null: their own device. */
  readonly table: string | null;
  readonly onStage: boolean;
  /** Asked to show themselves to an officer, in the green room. */
  readonly mayShowThemselves: boolean;
  /** Interprets into sign language, in the tile beside every scene. */
  readonly signLanguage: boolean;
  /** Where they stand on the way to the stage. */
  readonly stagePlace: 'off' | 'green-room' | 'next' | 'on-stage';
  /** The button is theirs to press, now. */
  readonly mayInaugurate: boolean;
  /** They act as the principal's named deputy now. */
  readonly actingFor: string | null;
  readonly questions: readonly MyQuestionView[];
  readonly messages: readonly MyMessageView[];
  readonly agreements: readonly MyAgreementView[];
};

export type RosterRow = NamedPerson &
  Participation & {
    readonly connected: boolean;
    /** Hash of the device with which they are here; null before the first arrival. */
    readonly device: string | null;
    readonly arrivedAt: string | null;
    readonly identity: 'unconfirmed' | 'code-issued' | 'confirmed';
    readonly hasCertificate: boolean;
    /** Of a recognised issuer's service: whom it names, and who issued it; null: ours, or none. */
    readonly remoteCertificate: { readonly name: string; readonly issuer: string } | null;
    readonly onStage: boolean;
    readonly linkRevoked: boolean;
    /** Signs or witnesses something, so an identity check is due. */
    readonly signs: boolean;
  };
/** Officers only; guests never receive it. */
export type RosterView = { readonly rows: { readonly [personId: string]: RosterRow } };

export type TopicViews = {
  readonly stage: StageView;
  readonly rundown: RundownView;
  readonly prompter: PrompterView;
  readonly figures: FiguresView;
  readonly presence: PresenceView;
  readonly self: SelfView;
  readonly roster: RosterView;
  readonly tables: TablesView;
  readonly board: BoardView;
  readonly preview: PreviewView;
  readonly questions: QuestionsView;
  readonly 'question-queue': QuestionQueueView;
  readonly messages: MessagesView;
  readonly applause: ApplauseView;
  readonly parties: PartiesView;
  readonly hands: HandsView;
  readonly attendance: AttendanceView;
  readonly record: RecordView;
};

/**
 * Server → client, event `topic`. A snapshot carries the whole view; a change carries the top-level keys that
 * changed, and for `rows` only the rows that changed (null: gone). A change whose `revision` is not the last one
 * plus one means a gap: the client subscribes again and gets a snapshot.
 */
export type TopicMessage = {
  readonly topic: keyof TopicViews;
  readonly revision: number;
  readonly snapshot?: unknown;
  readonly changes?: { readonly [key: string]: unknown };
};

/** Answer of POST /api/redeem and GET /api/session. */
export type SessionView = {
  readonly ceremonyId: string;
  readonly title: Bilingual;
  readonly organiser: string;
  readonly zone: string;
  readonly date: string;
  readonly sample: boolean;
  readonly rehearsal: boolean;
  readonly person: NamedPerson;
  readonly officials: number;
  readonly province: string | null;
  readonly noticeAccepted: boolean;
  /** Let in, or still in the lobby. */
  readonly admitted: boolean;
};
