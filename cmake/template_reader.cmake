# What of the program reads templates, in YAML too. Tests and fuzz targets are made of it.
set(SNAPGUARD_TEMPLATE_READER
  complain.c
  demand.c
  ending.c
  glyph.c
  made.c
  memory.c
  names.c
  progress.c
  query.c
  template.c
  text.c
  writer.c
  yaml_builder.c
  yaml_merge.c
  yaml_place.c
  yaml_reader.c
  yaml_scalar.c)
list(TRANSFORM SNAPGUARD_TEMPLATE_READER PREPEND ${PROJECT_SOURCE_DIR}/cli/)
