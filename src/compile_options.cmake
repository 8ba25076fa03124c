# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# One interface target that everything links: warnings are errors, release builds are hardened.
include(CheckCXXCompilerFlag)
check_cxx_compiler_flag(-fcf-protection BLOOM_HAS_CF_PROTECTION)  # x86 only
add_library(bloom_options INTERFACE)
target_compile_options(bloom_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  -Wswitch-enum -Wno-switch-default -Werror)
target_compile_definitions(bloom_options INTERFACE
  QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS
  QT_USE_QSTRINGBUILDER BLOOM_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # ccache can only reuse objects built with a precompiled header when g++ keeps this.
  target_compile_options(bloom_options INTERFACE $<$<BOOL:${BLOOM_PCH}>:-fpch-preprocess>)
endif()
if(BLOOM_SANITIZE)
  target_compile_options(bloom_options INTERFACE -fsanitize=${BLOOM_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(bloom_options INTERFACE -fsanitize=${BLOOM_SANITIZE})
else()
  target_compile_options(bloom_options INTERFACE $<$<CONFIG:Release>:-fstack-protector-strong
    -fstack-clash-protection $<$<BOOL:${BLOOM_HAS_CF_PROTECTION}>:-fcf-protection>>)
  target_compile_definitions(bloom_options INTERFACE $<$<CONFIG:Release>:_FORTIFY_SOURCE=2 _GLIBCXX_ASSERTIONS>)
endif()
target_link_options(bloom_options INTERFACE $<$<CONFIG:Release>:-Wl,-z,relro,-z,now>)

# bloom_library(<folder> SOURCES … LINK …): the static library bloom_<folder> of src/<folder>.
function(bloom_library name)
  cmake_parse_arguments(ARG "" "PCH" "SOURCES;LINK" ${ARGN})
  add_library(bloom_${name} STATIC ${ARG_SOURCES})
  target_include_directories(bloom_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(bloom_${name} PRIVATE bloom_options PUBLIC ${ARG_LINK})
  if(ARG_PCH AND BLOOM_PCH)
    target_precompile_headers(bloom_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src/${ARG_PCH})
  endif()
endfunction()

# Every test compiles with one precompiled header, so all link the same Qt modules.
if(BLOOM_TESTS)
  # Qt defines a folder for each test program, which would make the shared precompiled header unusable.
  get_target_property(qt_test_definitions Qt6::Test INTERFACE_COMPILE_DEFINITIONS)
  list(FILTER qt_test_definitions EXCLUDE REGEX "QT_TESTCASE_")
  set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS "${qt_test_definitions}")
  file(WRITE ${PROJECT_BINARY_DIR}/test_pch.cpp.in "")
  configure_file(${PROJECT_BINARY_DIR}/test_pch.cpp.in ${PROJECT_BINARY_DIR}/test_pch.cpp COPYONLY)
  add_library(test_pch STATIC ${PROJECT_BINARY_DIR}/test_pch.cpp)
  target_link_libraries(test_pch PUBLIC bloom_options Qt6::Test Qt6::Widgets Qt6::Network Qt6::Sql QCoro6::Core)
  target_include_directories(test_pch PUBLIC ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/src)
  target_compile_definitions(test_pch PUBLIC
    BLOOM_SHARED_DATA="${PROJECT_SOURCE_DIR}/../shared/data" BLOOM_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    BLOOM_BINARY_DIR="${PROJECT_BINARY_DIR}")
  if(BLOOM_PCH)
    target_precompile_headers(test_pch PRIVATE ${PROJECT_SOURCE_DIR}/src/core/pch.h <QtTest>)
  endif()
endif()

# bloom_test(<name> SOURCES … LINK … [TIMEOUT s] [LABELS …]): one QtTest program, on the offscreen platform.
function(bloom_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests/bin)
  target_link_libraries(${name} PRIVATE test_pch ${ARG_LINK})
  if(BLOOM_PCH)
    target_precompile_headers(${name} REUSE_FROM test_pch)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  if(BLOOM_SANITIZE)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 5")
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC")
endfunction()
