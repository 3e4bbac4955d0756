import { defineConfig } from "holdfast";

export default defineConfig({ provider: "embedded" });
