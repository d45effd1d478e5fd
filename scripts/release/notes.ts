/** What a release needs to agree on: its tag, the versions of the packages, and the changelog. */
export interface Release {
  /** Such as `v0.2.0`. */
  tag: string;
  /** The version of each package, by its name. */
  versions: Readonly<Record<string, string>>;
  /** The text of CHANGELOG.md. */
  changelog: string;
}

/** The changelog's section of a version, without its heading; undefined if there is none. */
function sectionOf(changelog: string, version: string): string | undefined {
  const sections = changelog.split(/^## /m);
  const section = sections.find((each) => each.startsWith(`[${version}]`));
  return section?.split('\n').slice(1).join('\n').trim();
}

/** The notes of a release. Throws with the first thing that is wrong with it. */
export function releaseNotes({ tag, versions, changelog }: Release): string {
  const version = /^v(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(tag)?.[1];
  if (version === undefined) throw new Error(`${tag} is not a tag like v0.2.0.`);
  for (const [name, found] of Object.entries(versions)) {
    if (found !== version) throw new Error(`${name} has version ${found}: set ${version} in its package.json.`);
  }
  const notes = sectionOf(changelog, version);
  if (!notes) throw new Error(`CHANGELOG.md has no entries under [${version}]: move those of [Unreleased] there.`);
  return notes;
}
