# Write a file of ASCII text into a source file, as a constant:
#     cmake -D INPUT=page.css -D NAME=cli_page_style -D OUTPUT=page_style.c -P embed_text.cmake
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(.................................................................)" "\\1\n    "
  bytes "${bytes}")
file(WRITE ${OUTPUT}
  "extern const char ${NAME}[];\nconst char ${NAME}[] = {\n    ${bytes}0x00};\n")
