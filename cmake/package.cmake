# The Debian package: scripts/package sets SNAPGUARD_PACKAGE, and has cpack make it.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME snapguard)
set(CPACK_PACKAGE_VENDOR snapguard)
set(CPACK_PACKAGE_CONTACT "snapguard maintainers <maintainers@snapguard.example>")
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "Judges requests of this operation (Alibaba Cloud ECS) by every constraint of
its reference page, before they are sent: each finding with its place and with
the error that the service documents for it.

The program is for repositories and for pre-commit, the library for gateways.")

# Whoever links the library depends on this package, and the linker's cache is renewed by a
# trigger; cpack's own way is a script that Debian has given up.
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/package/shlibs
  "libsnapguard ${SNAPGUARD_SOVERSION} snapguard (>= ${PROJECT_VERSION})\n")
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/package/triggers "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${CMAKE_CURRENT_BINARY_DIR}/package/shlibs ${CMAKE_CURRENT_BINARY_DIR}/package/triggers)

# What Debian wants of every package.
set(documents ${CMAKE_INSTALL_DATADIR}/doc/snapguard)
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(cmake/package/changelog.in package/changelog.Debian @ONLY)
configure_file(CHANGELOG.md package/changelog COPYONLY)
install(FILES cmake/package/copyright DESTINATION ${documents})
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/package/changelog
  ${CMAKE_CURRENT_BINARY_DIR}/package/changelog.Debian
  DESTINATION ${documents})
find_program(GZIP_PROGRAM gzip REQUIRED)
install(CODE "
  set(root \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\")
  file(GLOB pages \"\${root}/${CMAKE_INSTALL_MANDIR}/man1/*.1\"
    \"\${root}/${documents}/changelog*\")
  list(FILTER pages EXCLUDE REGEX \"[.]gz$\")
  execute_process(COMMAND ${GZIP_PROGRAM} -9nf \${pages} COMMAND_ERROR_IS_FATAL ANY)")

include(CPack)
