// env-ci comes without types. These are of what is used here; each is undefined where the CI system does not tell it.

declare module 'env-ci' {
  export default function envCi(options: { env: Record<string, string | undefined>; cwd: string }): {
    readonly isCi: boolean;
    /** Undefined outside of every CI system that is known. */
    readonly service?: string;
    readonly commit?: string;
    readonly branch?: string;
    readonly tag?: string;
    readonly isPr?: boolean;
    readonly pr?: string | number;
    /** The branch that a pull request comes from. */
    readonly prBranch?: string;
    readonly buildUrl?: string;
    readonly jobUrl?: string;
  };
}
