// A receiving mail server's check of signatures, as `mailauth` does it; the domain's record is told.

import { library, read, write } from "./lines.mjs";

const { dkimVerify } = (await library("mailauth/lib/dkim/verify.js")).default;

for (;;) {
  const { message, name, record } = await read();
  const resolver = async (asked, type) => {
    if (asked === name && type === "TXT") return [[record]];
    throw Object.assign(new Error("not found"), { code: "ENOTFOUND" });
  };
  const { results } = await dkimVerify(Buffer.from(message, "base64"), { resolver });
  write({
    results: results.map(({ status, signingDomain, selector, algo }) => ({
      status: status.result,
      because: status.comment,
      signingDomain,
      selector,
      algo,
    })),
  });
}
