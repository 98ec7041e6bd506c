import type { Bilingual } from '../agreement-facts.ts';
import type { Role } from '../constants.ts';
import type { Scene, Slots } from '../scene.ts';
import type { NamedPerson } from '../views.ts';

// What everyone sees of the stage, and what the director sees before it.

export type WallTile = {
  readonly personId: string;
  readonly name: string;
  readonly organisation: string;
  readonly province: string | null;
  readonly arrived: boolean;
};

/** How the picture is laid out. `slots` name people on stage; null is a place that nobody fills. */
export type SceneLayout =
  | { readonly kind: 'single' | 'pair' | 'panel'; readonly slots: Slots }
  | {
      readonly kind: 'document';
      readonly slots: Slots;
      readonly agreement: {
        readonly number: string;
        readonly title: Bilingual;
        readonly first: string;
        readonly second: string;
      } | null;
    }
  | {
      readonly kind: 'wall';
      readonly page: number;
      readonly pages: number;
      readonly tiles: readonly WallTile[];
      /** The moment of the photograph on the common clock; null: none is counted in. */
      readonly photographAt: string | null;
    }
  | { readonly kind: 'film'; readonly media: string }
  | { readonly kind: 'card'; readonly text: Bilingual }
  | { readonly kind: 'slate'; readonly text: Bilingual | null };

export type SceneView = {
  readonly sceneId: string;
  readonly title: Bilingual;
  readonly layout: SceneLayout;
  readonly transition: 'cut' | 'fade';
  readonly milliseconds: number;
  readonly takenAt: string;
  /** The principal is heard by telephone meanwhile. */
  readonly telephone: boolean;
};

export type LowerThirdView =
  | { readonly captionId: string; readonly person: NamedPerson }
  | { readonly captionId: string; readonly text: Bilingual };

export type AnnouncementView = { readonly announcementId: string; readonly text: Bilingual; readonly madeAt: string };

/** What the topic `stage` says beside who is on stage. */
export type StagePicture = {
  /** Null: no scene; those on stage are seen as they stand. */
  readonly scene: SceneView | null;
  readonly lowerThird: LowerThirdView | null;
  /** In a tile of their own beside every scene. */
  readonly signLanguage: NamedPerson | null;
  readonly inauguration: {
    readonly at: string;
    readonly by: NamedPerson;
    /** The principal in whose name (atas nama) a deputy pressed. */
    readonly actingFor: NamedPerson | null;
  } | null;
  readonly announcements: readonly AnnouncementView[];
  readonly applauseAllowed: boolean;
};

export type BackstagePerson = NamedPerson & { readonly connected: boolean };

/** For the director and protocol: what is prepared, and how the drill stands. */
export type PreviewView = {
  readonly scenes: readonly Scene[];
  readonly preview: { readonly sceneId: string; readonly slots: Slots } | null;
  readonly programme: { readonly sceneId: string; readonly slots: Slots } | null;
  readonly greenRoom: readonly BackstagePerson[];
  readonly next: readonly BackstagePerson[];
  readonly inauguration: 'unarmed' | 'armed' | 'pressed';
  readonly drillPlan: { readonly seconds: number; readonly deputyId: string; readonly hallId: string | null } | null;
  readonly drill: {
    readonly to: 'hall' | 'slate';
    readonly startedAt: string;
    /** From when the deputy may act; null: no deputy was named. */
    readonly deputyFrom: string | null;
    readonly secondLine: { readonly personId: string | null; readonly at: string } | null;
    readonly deputyActingSince: string | null;
  } | null;
  /** Since when the principal, who had come, is not connected: a suggestion, nothing follows from it by itself. */
  readonly principalLost: string | null;
};

/** Everyone: what the moderator let through. Names of askers stay with the moderator. */
export type QuestionsView = {
  readonly rows: {
    readonly [questionId: string]: {
      readonly questionId: string;
      readonly text: string;
      readonly organisation: string;
      readonly state: 'approved' | 'answered';
      readonly askedAt: string;
    };
  };
};

/** The moderator and the director: every question and who asks. */
export type QuestionQueueView = {
  readonly rows: {
    readonly [questionId: string]: {
      readonly questionId: string;
      readonly text: string;
      readonly from: NamedPerson;
      readonly state: 'asked' | 'approved' | 'answered' | 'hidden';
      readonly askedAt: string;
    };
  };
};

export type MyQuestionView = {
  readonly questionId: string;
  readonly text: string;
  readonly state: 'asked' | 'approved' | 'answered' | 'hidden';
  readonly askedAt: string;
};

export type MyMessageView = {
  readonly messageId: string;
  readonly text: string;
  /** Name of the director who sent it. */
  readonly from: string;
  readonly sentAt: string;
  readonly read: boolean;
};

/** The director: what was sent, to whom, and by how many it was read. */
export type MessagesView = {
  readonly rows: {
    readonly [messageId: string]: {
      readonly messageId: string;
      readonly text: string;
      readonly to: { readonly personId: string; readonly name: string } | { readonly role: Role };
      readonly sentAt: string;
      readonly addressed: number;
      readonly read: number;
    };
  };
};

/** Aggregated: nobody learns who claps. `level` is claps within the last two seconds. */
export type ApplauseView = { readonly allowed: boolean; readonly level: number };
