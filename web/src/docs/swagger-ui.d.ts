/** What is used of a package without types. */
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  interface Options {
    url: string;
    dom_id: string;
    deepLinking: boolean;
    /** Null: the description is shown to nobody else. */
    validatorUrl: null;
  }
  export default function SwaggerUI(options: Options): unknown;
}
