// A real OpenID provider (npm oidc-provider) that signs in whoever the test names, without asking anything.
// Arguments: the folder with node_modules, the port, the address to return to, the e-mail address, whether it was checked.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, port, back, email, verified] = process.argv.slice(2);
const entry = createRequire(pathToFileURL(`${folder}/`)).resolve("oidc-provider");
const { default: Provider } = await import(pathToFileURL(entry));
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: "school", client_secret: "a-secret-that-only-the-test-knows-0123456789",
    redirect_uris: [back], token_endpoint_auth_method: "client_secret_basic",
  }],
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  pkce: { required: () => true },
  cookies: { keys: ["test"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, sub) => ({
    accountId: sub,
    claims: () => ({ sub, email, email_verified: verified === "true" }),
  }),
});
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) { return next(); }
  const asked = await provider.interactionDetails(ctx.req, ctx.res);
  const grant = new provider.Grant({ accountId: "somebody", clientId: "school" });
  grant.addOIDCScope("openid email");
  const grantId = await grant.save();
  const result = asked.prompt.name === "login"
    ? { login: { accountId: "somebody" }, consent: { grantId } }
    : { consent: { grantId } };
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
});
provider.listen(Number(port), "127.0.0.1", () => console.log(`listening on ${issuer}`));
