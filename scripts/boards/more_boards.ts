/**
 * A board of each provider that none of the 49 is on, for the tests that read
 * every provider. The companies do not exist.
 *
 * @module
 */
import { readCatalogue } from "./catalogue.ts";

export const MORE_BOARDS = readCatalogue(`
Alderbrook | workable   | https://apply.workable.com/alderbrook        | 60 | 220 | software   | europe | 0.25
Brightmere | recruitee  | https://brightmere.recruitee.com             | 40 | 240 | software   | europe | 0.30
Cedarfold  | personio   | https://cedarfold.jobs.personio.de           | 45 | 260 | industry   | europe | 0.15
Dunwater   | breezy     | https://dunwater.breezy.hr                   | 20 | 200 | software   | us     | 0.30
Elmstead   | bamboohr   | https://elmstead.bamboohr.com/careers        | 25 | 210 | enterprise | us     | 0.20
Fernhollow | teamtailor | https://fernhollow.teamtailor.com            | 35 | 300 | software   | europe | 0.35
Greywick   | rippling   | https://ats.rippling.com/greywick/jobs       | 30 | 230 | software   | us     | 0.40
Hazelcroft | pinpoint   | https://hazelcroft.pinpointhq.com            | 30 | 250 | enterprise | europe | 0.20
`);
