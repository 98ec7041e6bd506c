/* Deliberately empty: see meson.build beside it. */
